package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;

/** What one rendering may cost, so that no template can hold up the driver. */
public final class Steps {
  /** Most steps: a pass of a loop, an item of a list, sixteen characters of a text. */
  public static final int MAX = 200_000;

  /** Longest list, in items. */
  static final int MAX_LIST = 10_000;

  /** Longest text, in characters. */
  static final int MAX_TEXT = 65_536;

  /** Counts the steps of the rendering that it belongs to. */
  public interface Counter {
    void count(long steps);
  }

  private Steps() {}

  /** Spends steps of the rendering under way. */
  public static void take(long steps) {
    if (JinjavaInterpreter.getCurrent() instanceof Counter counter) {
      counter.count(steps);
    }
  }

  static void text(String text) {
    take(1 + text.length() / 16);
  }

  /** The length of a text or list about to be made. */
  static void size(long length, int most) {
    if (length > most) {
      throw new InterpretException("a value would be longer than " + most);
    }
    take(1 + length / 16);
  }
}
