package io.relance.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entities the simulated Axelor has, of AOS 8.2: names and types of their fields, as far as a
 * dunning hub meets them.
 */
final class AxelorModels {
  /**
   * One field.
   *
   * @param type string, int, bool, date, instant, decimal, one (many-to-one) or many
   * @param scale of a decimal
   * @param target the model a relation leads to
   */
  record Field(String name, String type, int scale, String target, boolean required) {}

  /** One entity: its name column and its fields, in their order. */
  record Model(String name, String nameColumn, Map<String, Field> fields) {
    @Nullable Field field(String field) {
      return fields.get(field);
    }
  }

  private static final Map<String, String> PACKAGES =
      Map.of(
          "account", "com.axelor.apps.account.db",
          "base", "com.axelor.apps.base.db",
          "sale", "com.axelor.apps.sale.db",
          "crm", "com.axelor.apps.crm.db",
          "message", "com.axelor.message.db",
          "auth", "com.axelor.auth.db");

  /** A line an entity: model, name column, fields; ! = required, > = many-to-one, * = many. */
  private static final String GRAMMAR =
      """
      base.Company name: name! code! currency>base.Currency partner>base.Partner timezone \
       defaultBankDetails>base.BankDetails
      base.Currency name: name code codeISO numberOfDecimals:int
      base.Country name: name! alpha2Code alpha3Code
      base.Localization name: name! code!
      base.BankDetails fullName: fullName iban bank>base.Bank
      base.Bank fullName: fullName code
      base.PartnerCategory name: name code
      base.Address fullName: fullName formattedFullName addressL2 addressL3 streetName zip city \
       country>base.Country
      base.PartnerAddress id: partner>base.Partner address>base.Address isInvoicingAddr:bool \
       isDeliveryAddr:bool isDefaultAddr:bool
      message.EmailAddress address: name address
      base.Partner fullName: partnerSeq name! firstName fullName simpleFullName \
       partnerTypeSelect:int titleSelect:int isCustomer:bool isSupplier:bool isContact:bool \
       isMainContact:bool isDoNotEmail:bool isDoNotCall:bool mainPartner>base.Partner \
       partnerCategory>base.PartnerCategory mainAddress>base.Address \
       emailAddress>message.EmailAddress fixedPhone mobilePhone localization>base.Localization \
       user>auth.User registrationCode siren taxNbr isThirdPartyPayer:bool \
       description
      base.Blocking id: partner>base.Partner companySet*base.Company blockingSelect:int \
       blockingToDate:date blockingReason>base.BlockingReason
      base.BlockingReason name: name
      auth.User name: name! code! language
      account.PaymentMode name: name! code! typeSelect:int inOutSelect:int
      account.Account label: label code name useForPartnerBalance:bool
      account.Move reference: reference origin date:date company>base.Company \
       partner>base.Partner currency>base.Currency invoice>account.Invoice statusSelect:int \
       functionalOriginSelect:int ignoreInDebtRecoveryOk:bool ignoreInAccountingOk:bool
      account.MoveLine name: name move>account.Move partner>base.Partner account>account.Account \
       date:date dueDate:date debit:decimal3 credit:decimal3 amountRemaining:decimal3 \
       currencyAmount:decimal3 origin invoiceTermList*account.InvoiceTerm
      account.Reconcile id: debitMoveLine>account.MoveLine creditMoveLine>account.MoveLine \
       amount:decimal3 statusSelect:int
      account.Invoice invoiceId: invoiceId operationTypeSelect:int operationSubTypeSelect:int \
       statusSelect:int company>base.Company partner!>base.Partner contactPartner>base.Partner \
       thirdPartyPayerPartner>base.Partner invoiceDate:date dueDate:date inTaxTotal:decimal3 \
       amountPaid:decimal3 amountRemaining:decimal3 companyInTaxTotalRemaining:decimal3 \
       currency>base.Currency move>account.Move externalReference internalReference \
       debtRecoveryBlockingOk:bool debtRecoveryBlockingReason>account.DebtRecoveryBlockingReason \
       debtRecoveryBlockingToDate:date doubtfulCustomerOk:bool irrecoverableStatusSelect:int \
       hasPendingPayments:bool
      account.DebtRecoveryBlockingReason name: name
      account.InvoiceTerm name: name invoice>account.Invoice sequence:int dueDate:date \
       estimatedPaymentDate:date amount:decimal3 companyAmount:decimal3 amountRemaining:decimal3 \
       companyAmountRemaining:decimal3 isPaid:bool isHoldBack:bool origin \
       paymentMode>account.PaymentMode company>base.Company partner>base.Partner \
       thirdPartyPayerPartner>base.Partner currency>base.Currency moveLine>account.MoveLine \
       paymentSession>account.PaymentSession pfpValidateStatusSelect:int \
       debtRecoveryBlockingOk:bool
      account.PaymentSession name: name statusSelect:int
      account.InvoicePayment id: amount:decimal3 paymentDate:date currency>base.Currency \
       invoice>account.Invoice typeSelect:int statusSelect:int
      account.InvoiceTermPayment id: invoicePayment>account.InvoicePayment \
       invoiceTerm>account.InvoiceTerm paidAmount:decimal3
      account.AccountingSituation name: name company>base.Company partner>base.Partner
      account.DebtRecovery name: name accountingSituation>account.AccountingSituation \
       partner>base.Partner company>base.Company \
       debtRecoveryMethod>account.DebtRecoveryMethod \
       debtRecoveryMethodLine>account.DebtRecoveryMethodLine debtRecoveryDate:date
      account.DebtRecoveryHistory name: name debtRecovery>account.DebtRecovery \
       debtRecoveryDate:date
      account.DebtRecoveryMethod name: name code
      account.DebtRecoveryMethodLine debtRecoveryLevelLabel: sequence:int debtRecoveryLevelLabel \
       debtRecoveryMethod>account.DebtRecoveryMethod
      sale.SaleOrder fullName: fullName saleOrderSeq clientPartner>base.Partner \
       contactPartner>base.Partner company>base.Company currency>base.Currency creationDate:date \
       endOfValidityDate:date exTaxTotal:decimal2 inTaxTotal:decimal2 statusSelect:int \
       salespersonUser>auth.User externalReference lastReminderDate:date lastReminderComments
      crm.Event subject: subject! startDateTime!:instant endDateTime!:instant description \
       typeSelect:int statusSelect:int partner>base.Partner user>auth.User relatedToSelect \
       relatedToSelectId:int
      message.Message subject: subject content typeSelect:int mediaTypeSelect:int \
       statusSelect:int sentDateT:instant company>base.Company multiRelatedList*message.MultiRelated
      message.MultiRelated id: message>message.Message relatedToSelect relatedToSelectId:int
      """;

  private final Map<String, Model> models = new HashMap<>();

  AxelorModels() {
    GRAMMAR.lines().forEach(this::add);
  }

  private void add(String line) {
    String[] head = line.substring(0, line.indexOf(':')).split(" ");
    Map<String, Field> fields = new LinkedHashMap<>();
    List<String> words =
        Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split("\\s+")).toList();
    words.forEach(word -> put(fields, field(word)));
    put(fields, field("archived:bool"));
    put(fields, field("createdOn:instant"));
    put(fields, field("updatedOn:instant"));
    models.put(full(head[0]), new Model(full(head[0]), head[1], fields));
  }

  private static void put(Map<String, Field> fields, Field field) {
    fields.put(field.name(), field);
  }

  private static Field field(String word) {
    boolean required = word.contains("!");
    String[] parts = word.replace("!", "").split("(?=[:>*])");
    String name = parts[0];
    String kind = parts.length > 1 ? parts[1] : ":string";
    if (kind.startsWith(":")) {
      String type = kind.substring(1).replaceAll("\\d", "");
      String digits = kind.replaceAll("\\D", "");
      return new Field(name, type, digits.isEmpty() ? 0 : Integer.parseInt(digits), "", required);
    }
    String type = kind.startsWith(">") ? "one" : "many";
    return new Field(name, type, 0, full(kind.substring(1)), required);
  }

  /** {@code account.Invoice} becomes {@code com.axelor.apps.account.db.Invoice}. */
  static String full(String brief) {
    int dot = brief.indexOf('.');
    return PACKAGES.get(brief.substring(0, dot)) + brief.substring(dot);
  }

  /** Null when there is no such entity. */
  @Nullable Model find(String full) {
    return models.get(full);
  }

  /**
   * The entity.
   *
   * @throws AxelorFault as Axelor says it of an unknown class
   */
  Model get(String full) {
    Model model = models.get(full);
    if (model == null) {
      throw AxelorFault.failure("Error", "java.lang.ClassNotFoundException: " + full);
    }
    return model;
  }

  /** From now on the entity lacks that field, as an older or a stripped Axelor does. */
  void forget(String brief, String field) {
    get(full(brief)).fields().remove(field);
  }
}
