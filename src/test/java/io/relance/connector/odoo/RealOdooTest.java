package io.relance.connector.odoo;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("odoo")
class RealOdooTest {
  static Map<String, String> env() {
    return Map.of(
        "url", System.getenv("ODOO_URL"),
        "database", System.getenv("ODOO_DB"),
        "login", "connector",
        "apiKey", System.getenv("ODOO_API_KEY_CONNECTOR"));
  }

  @Test
  void firstLook() throws Exception {
    try (Street street = new Street(env())) {
      System.out.println(street.run("probe", null, Map.of()));
      street.run("sweep", null, Map.of());
      System.out.println(street.lastClose());
      for (String type :
          java.util.List.of(
              "company", "item", "debtor", "contact", "quote", "payment", "document")) {
        var r = street.records(type);
        System.out.println(type + " " + r.size() + " " + (r.isEmpty() ? "" : r.get(0)));
      }
      Object cursor = street.lastClose().get("cursor");
      street.run("delta", null, Map.of("cursor", cursor));
      System.out.println(street.lastClose());
      for (String type :
          java.util.List.of(
              "company", "item", "debtor", "contact", "quote", "payment", "document")) {
        var r = street.records(type);
        System.out.println(type + " " + r.size() + " " + (r.isEmpty() ? "" : r.get(0)));
      }
    }
  }
}
