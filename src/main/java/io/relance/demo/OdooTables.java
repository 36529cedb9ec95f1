package io.relance.demo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The simulated Odoo's database: models, their fields, their rows. A many2one is an Integer, an
 * empty value null, a datetime a LocalDateTime with microseconds. Guarded by its owner's lock.
 */
final class OdooTables {
  /** A field: its type, and for relations the model it leads to. */
  record Column(String type, @Nullable String target) {}

  /**
   * One line a model; {@code +} = since 17, {@code -} = before 17; a model's name is a many2one.
   */
  private static final String SCHEMA =
      """
      res.currency name:char create_date:datetime active:boolean
      res.country name:char code:char
      res.users name:char login:char share:boolean company_ids:many2many active:boolean
      res.partner.category name:char parent_id:res.partner.category active:boolean
      res.company name:char vat:char company_registry:char street:char street2:char zip:char \
      city:char country_id:res.country phone:char email:char currency_id:res.currency \
      partner_id:res.partner
      res.partner.bank sanitized_acc_number:char bank_bic:char partner_id:res.partner
      res.partner name:char ref:char vat:char company_registry+:char siret-:char lang:selection \
      tz:selection street:char street2:char zip:char city:char country_id:res.country \
      category_id:many2many user_id:res.users is_company:boolean active:boolean email:char \
      phone:char mobile-:char type:selection parent_id:res.partner \
      commercial_partner_id:res.partner customer_rank:integer company_id:res.company \
      sale_warn-:selection sale_warn_msg:text write_date:datetime
      account.payment.method.line+ name:char code:char
      account.move name:char ref:char payment_reference:char move_type:selection state:selection \
      payment_state:selection invoice_date:date invoice_date_due:date date:date \
      amount_total:monetary amount_residual:monetary currency_id:res.currency \
      partner_id:res.partner commercial_partner_id:res.partner invoice_user_id:res.users \
      partner_bank_id:res.partner.bank \
      preferred_payment_method_line_id+:account.payment.method.line access_token:char \
      company_id:res.company write_date:datetime
      account.move.line move_id:account.move move_name:char date:date date_maturity:date \
      amount_currency:monetary amount_residual:monetary amount_residual_currency:monetary \
      currency_id:res.currency partner_id:res.partner payment_id:account.payment \
      statement_line_id:account.bank.statement.line ref:char no_followup+:boolean \
      blocked-:boolean account_type+:selection account_internal_type-:selection \
      parent_state:selection reconciled:boolean company_id:res.company write_date:datetime
      account.payment name:char
      account.bank.statement.line name:char
      account.partial.reconcile debit_move_id:account.move.line credit_move_id:account.move.line \
      amount:monetary debit_amount_currency:monetary credit_amount_currency:monetary max_date:date \
      create_date:datetime
      sale.order name:char state:selection date_order:datetime validity_date:date \
      amount_total:monetary currency_id:res.currency partner_id:res.partner user_id:res.users \
      access_url:char access_token:char company_id:res.company write_date:datetime
      mail.message message_id:char model:char res_id:integer body:html subtype:char \
      message_type:char date:datetime subtype_id:integer mail_activity_type_id:mail.activity.type \
      create_date:datetime
      ir.attachment name:char res_model:char res_id:integer res_field:char mimetype:char \
      checksum:char file_size:integer datas:binary
      mail.activity.type name:char
      ir.model.data name:char
      mail.activity res_model:char res_id:integer activity_type_id:mail.activity.type \
      summary:char note:html date_deadline:date user_id:res.users active+:boolean \
      date_done+:date feedback+:text write_date:datetime
      """;

  private final int major;
  private final Map<String, Map<String, Column>> schema = new HashMap<>();
  private final Map<String, TreeMap<Integer, Map<String, @Nullable Object>>> rows = new HashMap<>();
  private final Map<String, Integer> lastIds = new HashMap<>();

  OdooTables(int major) {
    this.major = major;
    for (String line : SCHEMA.lines().toList()) {
      String[] words = line.split(" ");
      if (isHere(words[0])) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("id", new Column("integer", null));
        for (int i = 1; i < words.length; i++) {
          column(words[i], columns);
        }
        schema.put(bare(words[0]), columns);
        rows.put(bare(words[0]), new TreeMap<>());
      }
    }
  }

  private void column(String word, Map<String, Column> columns) {
    String[] parts = word.split(":");
    if (isHere(parts[0])) {
      boolean relation = parts[1].contains(".");
      columns.put(
          bare(parts[0]), new Column(relation ? "many2one" : parts[1], relation ? parts[1] : null));
    }
  }

  private boolean isHere(String word) {
    return word.endsWith("+") ? major >= 17 : !word.endsWith("-") || major < 17;
  }

  private static String bare(String word) {
    return word.endsWith("+") || word.endsWith("-") ? word.substring(0, word.length() - 1) : word;
  }

  /** A copy as a backup makes it: rows only, this moment. */
  OdooTables copy() {
    OdooTables copy = new OdooTables(major);
    rows.forEach(
        (model, table) ->
            table.forEach((id, row) -> copy.table(model).put(id, new HashMap<>(row))));
    copy.lastIds.putAll(lastIds);
    return copy;
  }

  int major() {
    return major;
  }

  boolean has(String model) {
    return schema.containsKey(model);
  }

  Map<String, Column> columns(String model) {
    return Objects.requireNonNull(schema.get(model), model);
  }

  /** A field leaves, as an upgrade or an uninstalled app takes it. */
  void drop(String model, String field) {
    columns(model).remove(field);
  }

  int insert(String model, Map<String, ?> values, LocalDateTime at) {
    int id = lastIds.merge(model, 1, Integer::sum);
    Map<String, @Nullable Object> row = new HashMap<>(values);
    row.put("id", id);
    row.putIfAbsent("active", Boolean.TRUE);
    row.put("create_date", at);
    row.put("write_date", at);
    table(model).put(id, row);
    return id;
  }

  void update(String model, int id, Map<String, ?> values, LocalDateTime at) {
    Map<String, @Nullable Object> row = get(model, id);
    row.putAll(values);
    row.put("write_date", at);
  }

  void delete(String model, int id) {
    table(model).remove(id);
  }

  Map<String, @Nullable Object> get(String model, int id) {
    Map<String, @Nullable Object> row = table(model).get(id);
    if (row == null) {
      throw OdooFault.missing(
          "Record does not exist or has been deleted. (" + model + "," + id + ")");
    }
    return row;
  }

  @Nullable Map<String, @Nullable Object> find(String model, @Nullable Object id) {
    return id instanceof Integer number ? table(model).get(number) : null;
  }

  Collection<Map<String, @Nullable Object>> rows(String model) {
    return table(model).values();
  }

  /** The rows of a model whose field has this value. */
  List<Map<String, @Nullable Object>> where(String model, String field, Object value) {
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows(model)) {
      if (value.equals(row.get(field))) {
        found.add(row);
      }
    }
    return found;
  }

  private TreeMap<Integer, Map<String, @Nullable Object>> table(String model) {
    return Objects.requireNonNull(rows.get(model), model);
  }

  /**
   * The value at a dotted path.
   *
   * @throws OdooFault "Invalid field" when there is none
   */
  @Nullable Object value(String model, Map<String, @Nullable Object> row, String path) {
    int dot = path.indexOf('.');
    String field = dot < 0 ? path : path.substring(0, dot);
    Column column = columns(model).get(field);
    if (column == null) {
      throw OdooFault.value("Invalid field '" + field + "' on '" + model + "'");
    }
    Object value = own(model, row, field);
    if (dot < 0) {
      return value;
    }
    String target = Objects.requireNonNull(column.target(), path);
    Map<String, @Nullable Object> next = find(target, value);
    return next == null ? null : value(target, next, path.substring(dot + 1));
  }

  /** A stored value, or what Odoo relates from the journal entry. */
  private @Nullable Object own(String model, Map<String, @Nullable Object> row, String field) {
    if (model.equals("account.move.line")) {
      Map<String, @Nullable Object> move =
          get("account.move", (Integer) Objects.requireNonNull(row.get("move_id")));
      switch (field) {
        case "parent_state":
          return move.get("state");
        case "company_id":
          return move.get("company_id");
        case "move_name":
          return move.get("name");
        default:
          break;
      }
    }
    return row.get(field);
  }
}
