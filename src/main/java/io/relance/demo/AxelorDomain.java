package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.demo.AxelorTables.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of JPQL that a {@code _domain} of ours uses: comparisons, in, like, is null, is empty,
 * and, or, not, named parameters. A parameter that is missing is null and matches nothing; a path
 * joins inside, so that a row with an empty relation on the way drops out.
 */
final class AxelorDomain {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(self(?:\\.\\w+)+|:\\w+|'[^']*'|-?\\d+(?:\\.\\d+)?|<>|!=|<=|>=|[=<>(),]|\\w+)");

  private final AxelorTables tables;
  private final String model;
  private final JsonNode parameters;
  private final List<String> tokens = new ArrayList<>();
  private final List<AxelorPath> paths = new ArrayList<>();
  private int at;

  private AxelorDomain(AxelorTables tables, String model, JsonNode parameters) {
    this.tables = tables;
    this.model = model;
    this.parameters = parameters;
  }

  /**
   * Which rows it lets through.
   *
   * @throws AxelorFault "Invalid domain" when it cannot be read; swallowed when a field is unknown
   */
  static Predicate<Row> of(AxelorTables tables, String model, String text, JsonNode parameters) {
    AxelorDomain domain = new AxelorDomain(tables, model, parameters);
    domain.tokenize(text);
    Predicate<Row> lets = domain.or();
    if (domain.at < domain.tokens.size()) {
      throw invalid();
    }
    List<AxelorPath> joined = domain.paths.stream().filter(AxelorPath::isDotted).toList();
    return row -> lets.test(row) && joined.stream().allMatch(path -> path.joins(row));
  }

  private void tokenize(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw invalid();
    }
  }

  private static AxelorFault invalid() {
    return AxelorFault.failure("Error", "Invalid domain");
  }

  // --- grammar

  private Predicate<Row> or() {
    Predicate<Row> left = and();
    while (accept("or")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<Row> and() {
    Predicate<Row> left = not();
    while (accept("and")) {
      left = left.and(not());
    }
    return left;
  }

  private Predicate<Row> not() {
    if (accept("not")) {
      return not().negate();
    }
    if (accept("(")) {
      Predicate<Row> inner = or();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Predicate<Row> comparison() {
    String token = next();
    if (!token.startsWith("self.")) {
      throw invalid();
    }
    AxelorPath path = AxelorPath.get(tables, model, token.substring("self.".length()));
    paths.add(path);
    if (accept("is")) {
      return is(path);
    }
    if (accept("not")) {
      expect("in");
      return in(path).negate();
    }
    return accept("in") ? in(path) : compare(path, next().toLowerCase(Locale.ROOT));
  }

  private Predicate<Row> is(AxelorPath path) {
    boolean not = accept("not");
    if (accept("empty")) {
      return row -> not != (path.of(row) instanceof Collection<?> many && many.isEmpty());
    }
    expect("null");
    return row -> not == (path.of(row) != null);
  }

  private Predicate<Row> in(AxelorPath path) {
    List<Object> values = new ArrayList<>();
    boolean bracket = accept("(");
    do {
      add(values, path, next());
    } while (bracket && accept(","));
    if (bracket) {
      expect(")");
    }
    if (values.isEmpty()) {
      throw AxelorFault.swallowed("unexpected end of subtree: in ()");
    }
    return row -> {
      Object value = path.of(row);
      return value != null && values.contains(value);
    };
  }

  private void add(List<Object> values, AxelorPath path, String token) {
    if (token.startsWith(":") && parameters.path(token.substring(1)).isArray()) {
      parameters.get(token.substring(1)).forEach(value -> values.add(path.typed(value.asText())));
    } else {
      Object value = path.typed(literal(token));
      if (value != null) {
        values.add(value);
      }
    }
  }

  private Predicate<Row> compare(AxelorPath path, String operator) {
    Object wanted = path.typed(literal(next()));
    return row -> AxelorCriteria.compare(path.of(row), operator, wanted);
  }

  private @Nullable Object literal(String token) {
    if (token.startsWith(":")) {
      JsonNode value = parameters.path(token.substring(1));
      return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
    return token.startsWith("'") ? token.substring(1, token.length() - 1) : token;
  }

  private String next() {
    if (at >= tokens.size()) {
      throw invalid();
    }
    return tokens.get(at++);
  }

  private boolean accept(String word) {
    boolean is = at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    at += is ? 1 : 0;
    return is;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw invalid();
    }
  }
}
