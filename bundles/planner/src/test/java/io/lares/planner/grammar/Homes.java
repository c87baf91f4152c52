package io.lares.planner.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The homes of the tests. */
final class Homes {
  static final TestHome HOUSE = load("homes/house");
  static final TestHome JIA = load("homes/jia");

  /** A house full of capabilities that nobody has written code for. */
  static final TestHome VILLA = load("homes/villa");

  static final TestHome VILLA_CHINESE = load("homes/villa-zh");

  static final TestHome PRACTICE = load("requests/homes/practice");
  static final TestHome POTTERY = load("requests/homes/taoyi-tw");

  /** A veterinary practice, a café with cats and a pottery of the requests. */
  static final TestHome VET = load("requests/homes/vet");

  static final TestHome CAFE = load("requests/homes/maoka-zh");
  static final TestHome KILN = load("requests/homes/yaochang-tw");

  /** Homes where most things have capabilities of their own. */
  static final TestHome PENTHOUSE = load("requests/homes/penthouse");

  static final TestHome GONGYU = load("requests/homes/gongyu-zh");
  static final TestHome ZHUZHAI = load("requests/homes/zhuzhai-tw");

  private Homes() {}

  static TestHome house() {
    return HOUSE;
  }

  static TestHome chinese() {
    return JIA;
  }

  private static TestHome load(String name) {
    try (InputStream in = Homes.class.getResourceAsStream("/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("No test home " + name);
      }
      return TestHome.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
