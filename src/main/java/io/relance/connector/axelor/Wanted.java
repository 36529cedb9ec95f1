package io.relance.connector.axelor;

import java.util.ArrayList;
import java.util.List;

/**
 * What is read of one entity.
 *
 * @param needed without these nothing is read
 * @param useful left out where this Axelor lacks them
 */
record Wanted(String entity, List<String> needed, List<String> useful) {
  private static final String ACCOUNT = "com.axelor.apps.account.db.";
  private static final String BASE = "com.axelor.apps.base.db.";

  static final Wanted TERM =
      of(
          ACCOUNT + "InvoiceTerm",
          "sequence dueDate amount amountRemaining isPaid debtRecoveryBlockingOk createdOn"
              + " updatedOn company.id partner.id currency.codeISO moveLine.debit moveLine.credit"
              + " moveLine.date moveLine.partner.id moveLine.move.id moveLine.move.statusSelect"
              + " moveLine.move.functionalOriginSelect invoice.id invoice.invoiceId"
              + " invoice.invoiceDate invoice.statusSelect invoice.operationTypeSelect"
              + " invoice.debtRecoveryBlockingOk",
          "archived origin estimatedPaymentDate isHoldBack pfpValidateStatusSelect"
              + " paymentMode.code thirdPartyPayerPartner.id paymentSession.statusSelect"
              + " moveLine.origin moveLine.move.ignoreInDebtRecoveryOk"
              + " moveLine.move.ignoreInAccountingOk invoice.inTaxTotal"
              + " invoice.thirdPartyPayerPartner.id invoice.contactPartner.id"
              + " invoice.externalReference invoice.doubtfulCustomerOk"
              + " invoice.irrecoverableStatusSelect invoice.hasPendingPayments");

  static final Wanted LINE =
      of(
          ACCOUNT + "MoveLine",
          "debit credit amountRemaining date partner.id move.id move.statusSelect move.company.id"
              + " account.useForPartnerBalance invoiceTermList createdOn updatedOn",
          "archived origin move.reference move.invoice.id");

  static final Wanted INVOICE =
      of(
          ACCOUNT + "Invoice",
          "invoiceId partner.id company.id statusSelect operationTypeSelect amountRemaining"
              + " createdOn updatedOn",
          "");

  static final Wanted RECONCILE =
      of(
          ACCOUNT + "Reconcile",
          "debitMoveLine.move.id creditMoveLine.move.id createdOn updatedOn",
          "debitMoveLine.move.invoice.id creditMoveLine.move.invoice.id");

  static final Wanted PAYMENT =
      of(
          ACCOUNT + "InvoiceTermPayment",
          "paidAmount invoiceTerm.id invoiceTerm.partner.id invoiceTerm.company.id"
              + " invoiceTerm.currency.codeISO invoicePayment.paymentDate"
              + " invoicePayment.statusSelect invoicePayment.typeSelect createdOn updatedOn",
          "invoiceTerm.invoice.id invoiceTerm.moveLine.move.id"
              + " invoiceTerm.thirdPartyPayerPartner.id");

  static final Wanted RECOVERY =
      of(
          ACCOUNT + "DebtRecovery",
          "partner.id company.id debtRecoveryDate debtRecoveryMethodLine.id",
          "");

  static final Wanted LEVEL =
      of(ACCOUNT + "DebtRecoveryMethodLine", "sequence debtRecoveryMethod.id", "");

  static final Wanted HISTORY =
      of(ACCOUNT + "DebtRecoveryHistory", "debtRecoveryDate createdOn", "");

  static final Wanted PARTNER =
      of(
          BASE + "Partner",
          "fullName name isContact mainPartner.id emailAddress.address createdOn updatedOn",
          "partnerSeq simpleFullName firstName partnerTypeSelect registrationCode siren taxNbr"
              + " fixedPhone mobilePhone isMainContact isDoNotEmail isDoNotCall"
              + " partnerCategory.name localization.code user.name mainAddress.streetName"
              + " mainAddress.addressL4 mainAddress.zip mainAddress.city"
              + " mainAddress.country.alpha2Code inPaymentMode.code");

  static final Wanted BLOCKING =
      of(BASE + "Blocking", "partner.id companySet blockingSelect blockingToDate", "");

  static final Wanted COMPANY =
      of(
          BASE + "Company",
          "name code currency.codeISO createdOn",
          "timezone partner.registrationCode partner.taxNbr partner.fixedPhone"
              + " partner.emailAddress.address partner.localization.code"
              + " partner.mainAddress.streetName partner.mainAddress.zip partner.mainAddress.city"
              + " partner.mainAddress.country.alpha2Code defaultBankDetails.iban"
              + " defaultBankDetails.bank.code");

  static final Wanted QUOTE =
      of(
          "com.axelor.apps.sale.db.SaleOrder",
          "saleOrderSeq clientPartner.id company.id currency.codeISO creationDate inTaxTotal"
              + " statusSelect createdOn updatedOn",
          "endOfValidityDate salespersonUser.name lastReminderDate");

  static final Wanted MESSAGE =
      of(
          "com.axelor.message.db.Message",
          "subject content typeSelect mediaTypeSelect statusSelect sentDateT company"
              + " multiRelatedList",
          "");

  static final Wanted EVENT =
      of(
          "com.axelor.apps.crm.db.Event",
          "subject description startDateTime endDateTime typeSelect statusSelect partner user"
              + " relatedToSelect relatedToSelectId",
          "");

  /** What became of an event. */
  static final Wanted DONE =
      of("com.axelor.apps.crm.db.Event", "statusSelect description updatedOn", "");

  /** Who looks after a partner. */
  static final Wanted COLLEAGUE = of(BASE + "Partner", "name", "user.id");

  static final Wanted USER = of("com.axelor.auth.db.User", "code", "");

  /** What people wrote on a partner. */
  static final Wanted NOTES = of(BASE + "Partner", "version description", "");

  /** All that a reading needs. */
  static List<Wanted> toRead(boolean quotes) {
    List<Wanted> wanted =
        new ArrayList<>(
            List.of(
                TERM, LINE, INVOICE, RECONCILE, PAYMENT, RECOVERY, LEVEL, PARTNER, BLOCKING,
                COMPANY));
    if (quotes) {
      wanted.add(QUOTE);
    }
    return wanted;
  }

  private static Wanted of(String entity, String needed, String useful) {
    return new Wanted(entity, words(needed), words(useful));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** The entity's own name, {@code InvoiceTerm}. */
  String name() {
    return entity.substring(entity.lastIndexOf('.') + 1);
  }
}
