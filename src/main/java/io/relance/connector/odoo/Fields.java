package io.relance.connector.odoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What we should like to read, per model. Hello asks which of these fields a given Odoo has; the
 * others are left out, which alone absorbs most differences between 14 and 19 and between editions.
 */
final class Fields {
  static final List<String> MOVE =
      List.of(
          "id",
          "name",
          "ref",
          "payment_reference",
          "move_type",
          "state",
          "payment_state",
          "invoice_date",
          "date",
          "commercial_partner_id",
          "invoice_user_id",
          "partner_bank_id",
          "preferred_payment_method_line_id",
          "access_token",
          "write_date");

  static final List<String> LINE =
      List.of(
          "id",
          "move_id",
          "date",
          "date_maturity",
          "amount_currency",
          "amount_residual_currency",
          "currency_id",
          "partner_id",
          "payment_id",
          "statement_line_id",
          "ref",
          "no_followup",
          "blocked",
          "expected_pay_date",
          "account_type",
          "account_internal_type");

  static final List<String> PARTNER =
      List.of(
          "id",
          "name",
          "ref",
          "vat",
          "company_registry",
          "siret",
          "lang",
          "tz",
          "street",
          "street2",
          "zip",
          "city",
          "country_id",
          "category_id",
          "user_id",
          "is_company",
          "active",
          "email",
          "phone",
          "mobile",
          "type",
          "commercial_partner_id",
          "customer_rank",
          "write_date");

  static final List<String> COMPANY =
      List.of(
          "id",
          "name",
          "vat",
          "company_registry",
          "siret",
          "street",
          "street2",
          "zip",
          "city",
          "country_id",
          "phone",
          "email",
          "currency_id",
          "partner_id");

  static final List<String> QUOTE =
      List.of(
          "id",
          "name",
          "state",
          "date_order",
          "validity_date",
          "amount_total",
          "currency_id",
          "partner_id",
          "user_id",
          "access_url",
          "access_token",
          "write_date");

  static final List<String> PARTIAL =
      List.of(
          "id",
          "debit_move_id",
          "credit_move_id",
          "amount",
          "debit_amount_currency",
          "max_date",
          "create_date");

  /** Whatever the version, without these nothing is believed. */
  static final Map<String, List<String>> NEEDED =
      Map.of(
          "account.move", List.of("move_type", "state", "commercial_partner_id", "write_date"),
          "account.move.line",
              List.of(
                  "move_id",
                  "date_maturity",
                  "amount_currency",
                  "amount_residual_currency",
                  "currency_id",
                  "partner_id"));

  static final Map<String, List<String>> WANTED = wanted();

  private Fields() {}

  private static Map<String, List<String>> wanted() {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    wanted.put("account.move", MOVE);
    wanted.put("account.move.line", LINE);
    wanted.put("res.partner", PARTNER);
    wanted.put("res.company", COMPANY);
    wanted.put("sale.order", QUOTE);
    wanted.put("account.partial.reconcile", PARTIAL);
    wanted.put("account.payment.method.line", List.of("id", "name", "code"));
    return wanted;
  }
}
