package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jinja's filters, and those that Home Assistant documents in addition. */
public final class Filters {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TITLE = Pattern.compile("[-\\s({\\[<]+|[^-\\s({\\[<]+");

  private Filters() {}

  /**
   * {@code value | name(arguments)}.
   *
   * @throws InterpretException where there is no such filter, or it fails
   */
  public static @Nullable Object call(String name, @Nullable Object value, Args a) {
    Steps.take(1);
    if (value instanceof String text) {
      Steps.text(text);
    }
    return switch (name) {
      case "default", "d" -> {
        boolean replace = value == null || a.flag(1, "boolean", false) && !Py.truth(value);
        yield replace ? a.get(0, "default_value", "") : value;
      }
      case "is_defined" -> {
        if (value == null) {
          throw new Undefined();
        }
        yield value;
      }
      case "iif" -> Functions.iif(value, a);
      case "bool" -> toBool(value, a);
      case "string" -> Py.str(value);
      case "safe" -> value;
      case "attr" -> Lookup.attribute(value, a.text(0, "name", ""));
      case "contains" -> Operators.contains(value, a.need(0, "value"));
      case "is_number" -> Tests.isNumber(value);
      case "to_json" -> JsonText.write(value, false);
      case "tojson" -> html(JsonText.write(value, true));
      case "from_json" -> fromJson(value, a);
      case "abs" ->
          Operators.compare(value, 0L) < 0 ? Operators.negate(value) : Py.number(value, "abs");
      case "float" -> Arithmetic.toFloat(value, a);
      case "int" -> Arithmetic.toInt(value, a);
      case "round" -> Arithmetic.round(value, a);
      case "multiply" -> Arithmetic.multiply(value, a);
      case "add" -> Arithmetic.add(value, a);
      case "log" -> Arithmetic.log(value, a);
      case "sqrt" -> Arithmetic.of(name, Math::sqrt, value, a);
      case "sin" -> Arithmetic.of(name, Math::sin, value, a);
      case "cos" -> Arithmetic.of(name, Math::cos, value, a);
      case "tan" -> Arithmetic.of(name, Math::tan, value, a);
      case "bitwise_and", "bitwise_or", "bitwise_xor" -> Arithmetic.bits(name, value, a);
      case "average" -> Arithmetic.average(Py.iterate(value), a);
      case "median" -> Arithmetic.median(Py.iterate(value));
      case "timestamp_custom",
          "timestamp_local",
          "timestamp_utc",
          "as_timestamp",
          "as_datetime",
          "as_local" ->
          Times.filter(name, value, a);
      case "length", "count" -> Sequences.length(value);
      case "first" -> Lookup.item(indexable(value), 0L);
      case "last" -> Lookup.item(indexable(value), -1L);
      case "list" -> Py.iterate(value);
      case "map" -> Sequences.map(value, a);
      case "select" -> Sequences.select(value, a, false, true);
      case "reject" -> Sequences.select(value, a, false, false);
      case "selectattr" -> Sequences.select(value, a, true, true);
      case "rejectattr" -> Sequences.select(value, a, true, false);
      case "sum" -> Sequences.sum(value, a);
      case "join" -> Sequences.join(value, a);
      case "sort" -> Sequences.sort(value, a);
      case "min" -> Sequences.extreme(value, a, false);
      case "max" -> Sequences.extreme(value, a, true);
      case "unique" -> Sequences.unique(value, a);
      case "reverse" -> Sequences.reverse(value);
      case "items" -> value instanceof Map<?, ?> map ? Methods.items(map) : List.of();
      case "dictsort" -> Sequences.dictSort(value, a);
      default -> text(name, value, a);
    };
  }

  /** The filters that take their value as a text. */
  private static @Nullable Object text(String name, @Nullable Object value, Args a) {
    String text = Py.str(value);
    return switch (name) {
      case "lower", "upper", "capitalize" -> TextMethods.call(text, name, Args.EMPTY);
      case "title" -> title(text);
      case "trim" -> TextMethods.call(text, "strip", a);
      case "replace" ->
          TextMethods.replace(
              text,
              Py.str(a.need(0, "old")),
              Py.str(a.need(1, "new")),
              a.get(2, "count", None.NONE) == None.NONE ? -1 : a.whole(2, "count", -1));
      case "truncate" -> truncate(text, a);
      case "format" -> Formats.percent(text, a.placed());
      case "wordcount" -> WORD.matcher(text).results().count();
      case "e", "escape" -> escaped(text);
      case "regex_match" -> Regex.match(text, a);
      case "regex_search" -> Regex.search(text, a);
      case "regex_replace" -> Regex.replace(text, a);
      case "regex_findall" -> Regex.findAll(text, a, 1);
      case "regex_findall_index" -> {
        Object found = Lookup.item(Regex.findAll(text, a, 2), (long) a.whole(1, "index", 0));
        if (found == null) {
          throw new InterpretException("regex_findall_index found nothing");
        }
        yield found;
      }
      case "ord" -> {
        if (text.codePointCount(0, text.length()) != 1) {
          throw new InterpretException("ord takes one character");
        }
        yield (long) text.codePointAt(0);
      }
      case "slugify" -> slug(text, a.text(0, "separator", "_"));
      case "base64_encode" ->
          Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      case "base64_decode" -> {
        try {
          yield new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          throw new InterpretException("base64_decode was given no Base64");
        }
      }
      default -> throw new InterpretException("the filter " + name + " is not known");
    };
  }

  private static @Nullable Object indexable(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? Py.iterate(map) : value;
  }

  private static @Nullable Object toBool(@Nullable Object value, Args a) {
    return switch (Py.str(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "enable", "1", "1.0" -> true;
      case "false", "no", "off", "disable", "0", "0.0" -> false;
      default -> Arithmetic.noNumber("bool", value, a, 0);
    };
  }

  private static @Nullable Object fromJson(@Nullable Object value, Args a) {
    Object parsed = JsonText.parse(Py.str(value));
    if (parsed == null && !a.has(0, "default")) {
      if (value == null) {
        throw new Undefined();
      }
      throw new InterpretException("from_json was given no JSON");
    }
    return parsed == null ? a.get(0, "default", null) : parsed;
  }

  /** What Jinja's tojson does so that the text may stand in a page. */
  private static String html(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;");
  }

  private static String title(String text) {
    return TITLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(TextMethods.capitalize(match.group())));
  }

  private static String truncate(String text, Args a) {
    int length = a.whole(0, "length", 255);
    String end = a.text(2, "end", "...");
    int leeway = a.get(3, "leeway", None.NONE) == None.NONE ? 5 : a.whole(3, "leeway", 5);
    if (text.length() <= length + leeway) {
      return text;
    }
    String cut = text.substring(0, Math.clamp(length - end.length(), 0, text.length()));
    int blank = cut.lastIndexOf(' ');
    return (a.flag(1, "killwords", false) || blank < 0 ? cut : cut.substring(0, blank)) + end;
  }

  private static String slug(String text, String separator) {
    String plain =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "");
    String joined = plain.replaceAll("[^a-z0-9]+", " ").strip();
    return TextMethods.replace(joined, " ", separator, -1);
  }
}
