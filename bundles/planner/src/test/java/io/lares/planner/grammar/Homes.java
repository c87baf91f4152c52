package io.lares.planner.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The homes of the tests. */
final class Homes {
  static final TestHome HOUSE = load("house");
  static final TestHome JIA = load("jia");

  /** A house full of capabilities that nobody has written code for. */
  static final TestHome VILLA = load("villa");

  static final TestHome VILLA_CHINESE = load("villa-zh");

  private Homes() {}

  static TestHome house() {
    return HOUSE;
  }

  static TestHome chinese() {
    return JIA;
  }

  private static TestHome load(String name) {
    try (InputStream in = Homes.class.getResourceAsStream("/homes/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("No test home " + name);
      }
      return TestHome.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
