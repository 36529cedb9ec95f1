package io.relance.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;

/** How many decimals a currency shows; an amount that has more keeps them. */
record Decimals(int places) {
  private static final Map<String, Decimals> KNOWN = known();
  private static final Decimals TWO = new Decimals(2);

  private static Map<String, Decimals> known() {
    var known = new HashMap<String, Decimals>();
    for (var unit : CurrencyUnit.registeredCurrencies()) {
      known.put(unit.getCode(), new Decimals(unit.getDecimalPlaces()));
    }
    return Map.copyOf(known);
  }

  static Decimals of(String currency) {
    return KNOWN.getOrDefault(currency, TWO);
  }

  BigDecimal exact(BigDecimal amount) {
    if (amount.scale() == places) {
      return amount;
    }
    var shown = amount.setScale(places, RoundingMode.DOWN);
    return shown.compareTo(amount) == 0 ? shown : amount.stripTrailingZeros();
  }
}
