package io.lares.launcher.container;

/** Components that go into the bundles that the tests add. */
public final class SampleParts {
  private SampleParts() {}

  /** Has nothing to complain about. */
  public static final class Willing {}

  /** Never starts. */
  public static final class Broken {
    public Broken() {
      throw new IllegalStateException("no antenna");
    }
  }
}
