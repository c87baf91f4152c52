package io.lares.whereabouts;

import io.lares.driver.DriverHost;
import io.lares.driver.Secrets;
import io.lares.driver.SecretsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How fast earlier ways home went, of every traveller, kept over restarts. A few numbers each, from
 * which nobody can tell where anybody was; kept as a secret of the session all the same. For the
 * session's thread.
 */
final class Paces {
  static final String NAME = "paces";
  private static final int MOST = 100;

  private final DriverHost host;
  private final Map<String, double[]> paces = new LinkedHashMap<>();

  /** Reads what is kept; what makes no sense is left out. */
  Paces(DriverHost host) {
    this.host = host;
    try {
      host.secrets().get(NAME).ifPresent(text -> text.lines().limit(MOST).forEach(this::read));
    } catch (SecretsException e) {
      host.log().log(System.Logger.Level.WARNING, "Earlier ways home can't be read", e);
    }
  }

  private void read(String line) {
    String[] cells = line.split("\t");
    try {
      double[] pace = Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray();
      if (Approach.plausible(pace)) {
        paces.put(cells[0], pace);
      }
    } catch (NumberFormatException e) {
      host.log().log(System.Logger.Level.WARNING, "What is kept of a way home makes no sense");
    }
  }

  /** Those of a traveller; null where none are known. */
  double @Nullable [] of(String traveller) {
    return paces.get(traveller);
  }

  /** Keeps those of a traveller; of too many the one who came home first is forgotten. */
  void keep(String traveller, double[] pace) {
    paces.remove(traveller);
    paces.put(traveller, pace);
    String text = text();
    while (paces.size() > MOST || text.length() > Secrets.LONGEST) {
      paces.remove(paces.keySet().iterator().next());
      text = text();
    }
    try {
      host.secrets().put(NAME, text);
    } catch (SecretsException e) {
      host.log().log(System.Logger.Level.WARNING, "A way home can't be kept", e);
    }
  }

  private String text() {
    return paces.entrySet().stream()
        .map(each ->
            each.getKey()
                + Arrays.stream(each.getValue())
                    .mapToObj(pace -> "\t" + Math.round(pace * 100) / 100.0)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }
}
