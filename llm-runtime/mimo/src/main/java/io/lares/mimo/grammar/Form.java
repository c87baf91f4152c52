package io.lares.mimo.grammar;

import io.lares.mimo.engine.Guide;
import io.lares.mimo.engine.TokenSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** A grammar made ready for a model. It keeps what it finds out, for later answers. */
public final class Form {
  /** Forced text is read in pieces of so many bytes at most. */
  private static final int LONGEST = 2_048;

  private final Automaton automaton;
  private final Masks masks;
  private final Set<Integer> stops;

  Form(Automaton automaton, Vocabulary vocabulary, Set<Integer> stops) {
    this.automaton = automaton;
    this.masks = new Masks(automaton, vocabulary, stops);
    this.stops = stops;
  }

  /** How a model cuts forced text into tokens. */
  @FunctionalInterface
  public interface Cutting {
    /**
     * The tokens of a text as far as they are the same whatever may come after it.
     *
     * @param followers texts as they may come; none where the text ends
     */
    int[] settled(String text, List<String> followers);
  }

  /**
   * Guides one answer; only one at a time.
   *
   * @param bytes of a token
   */
  public Guide guide(IntFunction<byte[]> bytes, Cutting cutting) {
    return new Answer(bytes, cutting);
  }

  /** Whether an answer could go on with these bytes; by stepping, for tests of what is faster. */
  boolean takes(Guide guide, byte[] more) {
    Automaton.State there = ((Answer) guide).state;
    for (byte b : more) {
      there = automaton.step(there, b & 0xff);
    }
    return more.length > 0 && !there.dead();
  }

  private final class Answer implements Guide {
    private final IntFunction<byte[]> bytes;
    private final Cutting cutting;
    private Automaton.State state = automaton.start();

    Answer(IntFunction<byte[]> bytes, Cutting cutting) {
      this.bytes = bytes;
      this.cutting = cutting;
    }

    @Override
    public int[] forced() {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      Automaton.State there = state;
      int only = only(there);
      while (only >= 0 && text.size() < LONGEST) {
        text.write(only);
        there = automaton.step(there, only);
        only = only(there);
      }
      if (text.size() == 0) {
        return new int[0];
      }
      String forced = text.toString(StandardCharsets.UTF_8);
      int[] tokens = cutting.settled(forced, followers(there));
      return startsWith(text.toByteArray(), tokens) ? tokens : new int[0];
    }

    /** A tokenizer may have brought the text into another form; then nothing is forced. */
    private boolean startsWith(byte[] text, int[] tokens) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      for (int token : tokens) {
        said.writeBytes(bytes.apply(token));
      }
      byte[] start = said.toByteArray();
      return start.length <= text.length
          && Arrays.equals(start, 0, start.length, text, 0, start.length);
    }

    /** The byte that must come, or -1 where there are several or an end. */
    private int only(Automaton.State at) {
      int only = -1;
      for (int b = 0; b < 256; b++) {
        if (!at.end && !automaton.step(at, b).dead()) {
          if (only >= 0) {
            return -1;
          }
          only = b;
        }
      }
      return only;
    }

    /** One of each kind that a tokenizer may join with what is before it. */
    private List<String> followers(Automaton.State at) {
      List<String> followers = new ArrayList<>();
      if (at.done()) {
        return followers;
      }
      for (int b = 0; b < 128; b++) {
        boolean kind =
            "aseltmrdv0 \n\r\t".indexOf(b) >= 0 || b > ' ' && !Character.isLetterOrDigit(b);
        if (kind && !automaton.step(at, b).dead()) {
          followers.add(String.valueOf((char) b));
        }
      }
      // Letters that are no ASCII, and those that were not tried, join as a letter does.
      followers.add("b");
      return followers;
    }

    @Override
    public boolean done() {
      return state.done();
    }

    @Override
    public TokenSet allowed() {
      return masks.at(state);
    }

    @Override
    public void said(int token) {
      if (stops.contains(token)) {
        return;
      }
      for (byte b : bytes.apply(token)) {
        state = automaton.step(state, b & 0xff);
      }
      if (state.dead()) {
        throw new IllegalStateException("token " + token + " is not of the grammar");
      }
    }
  }
}
