package io.lares.mimo.grammar;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A part of a grammar over bytes. Nodes are told apart by identity. */
sealed interface Node {
  /** As the most of {@link Repeat} and {@link Run}: any number. */
  int ANY = Integer.MAX_VALUE;

  Node NOTHING = new Literal(new byte[0]);

  /** These bytes. */
  final class Literal implements Node {
    final byte[] bytes;

    Literal(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /** Between {@code min} and {@code max} units. */
  final class Run implements Node {
    final Unit unit;
    final int min;
    final int max;

    Run(Unit unit, int min, int max) {
      this.unit = unit;
      this.min = min;
      this.max = max;
    }
  }

  /** All, one after the other. */
  final class Sequence implements Node {
    final List<Node> parts;

    Sequence(List<Node> parts) {
      this.parts = List.copyOf(parts);
    }
  }

  /** One of them; of none, what can't be said. */
  final class Choice implements Node {
    final List<Node> choices;

    Choice(List<Node> choices) {
      this.choices = List.copyOf(choices);
    }
  }

  /** The same between {@code min} and {@code max} times. */
  final class Repeat implements Node {
    final Node part;
    final int min;
    final int max;

    Repeat(Node part, int min, int max) {
      this.part = part;
      this.min = min;
      this.max = max;
    }
  }

  /** What a rule says. */
  final class Call implements Node {
    final String rule;

    Call(String rule) {
      this.rule = rule;
    }
  }

  static Node text(String text) {
    return new Literal(text.getBytes(StandardCharsets.UTF_8));
  }

  static Node all(Node... parts) {
    return new Sequence(List.of(parts));
  }

  static Node oneOf(Node... choices) {
    return new Choice(List.of(choices));
  }

  static Node maybe(Node part) {
    return new Repeat(part, 0, 1);
  }
}
