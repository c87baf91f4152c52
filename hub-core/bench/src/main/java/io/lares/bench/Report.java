package io.lares.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured: figures with their units, each perhaps with a bar to reach. */
final class Report {
  /**
   * A figure.
   *
   * @param bar what it is to reach, in words; empty for none
   */
  private record Figure(
      String key, String label, double value, String unit, String bar, boolean reached) {}

  private final String name;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Report(String name) {
    this.name = name;
  }

  Report figure(String key, String label, double value, String unit) {
    figures.add(new Figure(key, label, value, unit, "", true));
    return this;
  }

  Report atMost(String key, String label, double value, String unit, double limit) {
    figures.add(new Figure(key, label, value, unit, "at most " + format(limit), value <= limit));
    return this;
  }

  Report atLeast(String key, String label, double value, String unit, double limit) {
    figures.add(new Figure(key, label, value, unit, "at least " + format(limit), value >= limit));
    return this;
  }

  /** Something that one has to know to read the figures. */
  Report note(String text) {
    notes.add(text);
    return this;
  }

  String table() {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%n%s%n", name));
    int width = figures.stream().mapToInt(f -> f.label().length()).max().orElse(0);
    for (Figure figure : figures) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %-" + width + "s  %12s %-7s %s%n",
              figure.label(),
              format(figure.value()),
              figure.unit(),
              figure.bar().isEmpty()
                  ? ""
                  : (figure.reached() ? "ok: " : "MISSED: ") + figure.bar()));
    }
    notes.forEach(note -> out.append("  ").append(note).append(System.lineSeparator()));
    return out.toString();
  }

  String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("benchmark", name);
    ObjectNode values = root.putObject("figures");
    for (Figure figure : figures) {
      ObjectNode one = values.putObject(figure.key());
      one.put("value", figure.value()).put("unit", figure.unit()).put("label", figure.label());
      if (!figure.bar().isEmpty()) {
        one.put("bar", figure.bar()).put("reached", figure.reached());
      }
    }
    notes.forEach(root.withArrayProperty("notes")::add);
    return root.toString();
  }

  private static String format(double value) {
    double size = Math.abs(value);
    String pattern =
        size >= 1000 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
