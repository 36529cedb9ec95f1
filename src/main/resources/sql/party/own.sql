select registration as siren, vat from company where source || '/' || key = any(:paths)
