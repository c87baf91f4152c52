package io.lares.web.api;

import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import io.lares.home.FloorId;
import io.lares.home.PersonId;
import io.lares.web.http.Problem;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads identifiers from addresses, and makes new ones. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static DeviceId device(String text) {
    return read(text, DeviceId::new, "This device");
  }

  static AreaId area(String text) {
    return read(text, AreaId::new, "This room");
  }

  static FloorId floor(String text) {
    return read(text, FloorId::new, "This floor");
  }

  static PersonId person(String text) {
    return read(text, PersonId::new, "This person");
  }

  private static <T> T read(String text, Function<String, T> make, String what) {
    try {
      return make.apply(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(what);
    }
  }

  /** An identifier for a wish, unique in the home's history. */
  static String intent(String prefix) {
    return prefix
        + "-"
        + Long.toString(System.currentTimeMillis(), 36)
        + "-"
        + Long.toString(RANDOM.nextLong(1L << 40), 36);
  }

  /** An identifier that resembles a name and is not taken yet. */
  static String fromName(String name, String otherwise, Predicate<String> taken) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String stem = plain.isEmpty() ? otherwise : plain.substring(0, Math.min(plain.length(), 60));
    String id = stem;
    for (int i = 2; taken.test(id); i++) {
      id = stem + "-" + i;
    }
    return id;
  }
}
