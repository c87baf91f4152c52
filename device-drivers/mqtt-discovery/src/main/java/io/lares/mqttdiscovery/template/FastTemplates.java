package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few shapes that nearly all templates have, compiled so that no engine is needed: {@code {{
 * value }}}, {@code {{ value_json.a['b'][0] | round(1) }}}, and {@code {% if value_json.x %} on {%
 * else %} off {% endif %}}.
 */
final class FastTemplates {
  /** Stands for a member of what is not there: the whole template then shows nothing. */
  private static final Object ABSENT = new Object();

  private FastTemplates() {}

  /** Compiles the template, or gives null where it takes the engine. */
  static @Nullable Template compile(String source) {
    String trimmed = source.strip();
    if (!trimmed.contains("{{") && !trimmed.contains("{%") && !trimmed.contains("{#")) {
      return scope -> trimmed;
    }
    if (trimmed.startsWith("{%")) {
      return condition(trimmed);
    }
    if (!trimmed.startsWith("{{") || trimmed.indexOf("}}") != trimmed.length() - 2) {
      return null;
    }
    Expression expression = Parser.parse(inside(trimmed));
    if (expression == null) {
      return null;
    }
    return scope -> {
      Object value = expression.evaluate(scope);
      return value == ABSENT ? "" : Values.text(value).strip();
    };
  }

  private static String inside(String tag) {
    String body = tag.substring(2, tag.length() - 2);
    if (body.startsWith("-")) {
      body = body.substring(1);
    }
    if (body.endsWith("-")) {
      body = body.substring(0, body.length() - 1);
    }
    return body.strip();
  }

  /** {@code {% if PATH %} text {% else %} text {% endif %}}. */
  private static @Nullable Template condition(String source) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < source.length()) {
      int open = source.indexOf("{%", from);
      int close = open < 0 ? -1 : source.indexOf("%}", open);
      if (close < 0) {
        break;
      }
      parts.add(source.substring(from, open));
      parts.add(inside(source.substring(open, close + 2)));
      from = close + 2;
    }
    if (from != source.length() || parts.size() != 6 || !parts.get(0).isEmpty()) {
      return null;
    }
    String yes = parts.get(2);
    String no = parts.get(4);
    if (!parts.get(1).startsWith("if ")
        || !parts.get(3).equals("else")
        || !parts.get(5).equals("endif")
        || (yes + no).contains("{")) {
      return null;
    }
    Expression test = Parser.parse(parts.get(1).substring(3).strip());
    if (test == null) {
      return null;
    }
    String whenTrue = yes.strip();
    String whenFalse = no.strip();
    return scope -> {
      Object value = test.evaluate(scope);
      return value == ABSENT ? "" : truthy(value) ? whenTrue : whenFalse;
    };
  }

  /** What Python holds to be true. */
  static boolean truthy(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case JsonNode node ->
          switch (node.getNodeType()) {
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.doubleValue() != 0;
            case STRING -> !node.textValue().isEmpty();
            case OBJECT, ARRAY -> !node.isEmpty();
            default -> false;
          };
      default -> true;
    };
  }

  /**
   * A variable, the way into it, and the filters that it passes.
   *
   * @param path names (String) and indexes (Integer)
   */
  record Expression(String variable, Object[] path, List<Filter> filters) {
    /** The value; null where it is not there, {@link #ABSENT} where what it lies in is not. */
    @Nullable Object evaluate(Scope scope) throws TemplateException {
      Object value = scope.get(variable);
      for (Object step : path) {
        if (!(value instanceof JsonNode node)) {
          return ABSENT;
        }
        value =
            !(step instanceof Integer index)
                ? node.get((String) step)
                : node.isTextual() ? character(node.textValue(), index) : node.get(index);
      }
      for (Filter filter : filters) {
        value = filter.apply(value);
      }
      return value;
    }
  }

  private static @Nullable String character(String text, int index) {
    return index < text.length() ? text.substring(index, index + 1) : null;
  }

  /** A filter with its arguments filled in. */
  @FunctionalInterface
  interface Filter {
    @Nullable Object apply(@Nullable Object value) throws TemplateException;
  }

  /** Reads {@code name.name['name'][0] | filter | filter(number)}; anything else is not for it. */
  private static final class Parser {
    private final String text;
    private int at;

    private Parser(String text) {
      this.text = text;
    }

    static @Nullable Expression parse(String text) {
      return new Parser(text).expression();
    }

    private @Nullable Expression expression() {
      String variable = name();
      if (!variable.equals("value") && !variable.equals("value_json")) {
        return null;
      }
      List<Object> path = new ArrayList<>();
      while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '[')) {
        Object step = text.charAt(at) == '.' ? dotted() : bracketed();
        if (step == null) {
          return null;
        }
        path.add(step);
      }
      if (variable.equals("value") && !path.isEmpty()) {
        return null;
      }
      List<Filter> filters = new ArrayList<>();
      blanks();
      while (at < text.length()) {
        if (text.charAt(at) != '|') {
          return null;
        }
        at++;
        blanks();
        Filter filter = filter();
        if (filter == null) {
          return null;
        }
        filters.add(filter);
        blanks();
      }
      return new Expression(variable, path.toArray(), List.copyOf(filters));
    }

    private @Nullable Object dotted() {
      at++;
      String name = name();
      // A name before a bracket is a call of Python's, such as value_json.x.split(',').
      return name.isEmpty() || at < text.length() && text.charAt(at) == '(' ? null : name;
    }

    private @Nullable Object bracketed() {
      int close = text.indexOf(']', at);
      if (close < 0) {
        return null;
      }
      String inside = text.substring(at + 1, close).strip();
      at = close + 1;
      if (inside.matches("[0-9]{1,6}")) {
        return Integer.valueOf(inside);
      }
      if (inside.length() < 2) {
        return null;
      }
      char quote = inside.charAt(0);
      String bare = inside.substring(1, inside.length() - 1);
      boolean quoted =
          (quote == '\'' || quote == '"')
              && inside.charAt(inside.length() - 1) == quote
              && bare.indexOf(quote) < 0
              && bare.indexOf('\\') < 0;
      return quoted ? bare : null;
    }

    private @Nullable Filter filter() {
      String name = name();
      String argument = "";
      if (at < text.length() && text.charAt(at) == '(') {
        int close = text.indexOf(')', at);
        if (close < 0) {
          return null;
        }
        argument = text.substring(at + 1, close).strip();
        at = close + 1;
        if (!argument.matches("-?[0-9]{0,9}(\\.[0-9]{1,9})?")) {
          return null;
        }
      }
      return argument.isEmpty() ? Filters.plain(name) : Filters.with(name, argument);
    }

    private String name() {
      int start = at;
      while (at < text.length() && nameChar(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean nameChar(char c) {
      return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }
}
