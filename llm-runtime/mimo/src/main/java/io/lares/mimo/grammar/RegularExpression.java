package io.lares.mimo.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of JSON schemas (ECMA-262), as far as they are regular: characters, classes, groups,
 * choices, repetition, and anchors at the ends. Where dialects differ about a class, what all of
 * them allow. What is found stands within a JSON text.
 */
final class RegularExpression {
  private static final int MOST_TIMES = 1_000;
  private static final CodePoints DIGITS = CodePoints.of('0', '9');
  private static final CodePoints WORD =
      DIGITS
          .plus(CodePoints.of('a', 'z'))
          .plus(CodePoints.of('A', 'Z'))
          .plus(CodePoints.of('_', '_'));
  private static final CodePoints SPACES = CodePoints.anyOf(" \t\n\f\r");
  private static final CodePoints ALL_SPACES =
      SPACES
          .plus(CodePoints.anyOf("\u000b\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"))
          .plus(CodePoints.of(0x2000, 0x200a));
  private static final CodePoints LINE_ENDS = CodePoints.anyOf("\n\r\u0085\u2028\u2029");

  private final String pattern;
  private int at;
  private int depth;

  private RegularExpression(String pattern) {
    this.pattern = pattern;
  }

  /** Texts in which the pattern is found. */
  static Node found(String pattern) {
    RegularExpression reader = new RegularExpression(pattern);
    Node node = reader.choice(true);
    if (reader.at < pattern.length()) {
      throw reader.unsupported("the ')' at " + reader.at);
    }
    return node;
  }

  private Unsupported unsupported(String what) {
    return new Unsupported("in the pattern '" + pattern + "', " + what + " can't be held");
  }

  private boolean more() {
    return at < pattern.length();
  }

  private boolean take(String text) {
    boolean there = pattern.startsWith(text, at);
    at += there ? text.length() : 0;
    return there;
  }

  private int character() {
    if (!more()) {
      throw unsupported("its end");
    }
    int character = pattern.codePointAt(at);
    at += Character.charCount(character);
    return character;
  }

  private Node choice(boolean top) {
    if (++depth > 50) {
      throw unsupported("its depth");
    }
    List<Node> choices = new ArrayList<>();
    do {
      choices.add(sequence(top));
    } while (take("|"));
    depth--;
    return choices.size() == 1 ? choices.getFirst() : new Node.Choice(choices);
  }

  private Node sequence(boolean top) {
    Node anything = run(CodePoints.ALL, 0, Node.ANY);
    List<Node> parts = new ArrayList<>();
    if (!(top && take("^")) && top) {
      parts.add(anything);
    }
    while (more() && !pattern.startsWith("|", at) && !pattern.startsWith(")", at)) {
      if (top && take("$")) {
        if (more() && !pattern.startsWith("|", at)) {
          throw unsupported("a '$' before the end");
        }
        return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
      }
      parts.add(repeated(atom()));
    }
    if (top) {
      parts.add(anything);
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
  }

  private static Node run(CodePoints set, int min, int max) {
    return new Node.Run(Unit.json(set), min, max);
  }

  private Node atom() {
    if (take("(")) {
      if (pattern.startsWith("?", at) && !take("?:")) {
        throw unsupported("a look around or a name");
      }
      Node inner = choice(false);
      if (!take(")")) {
        throw unsupported("a group without an end");
      }
      return inner;
    }
    if (take("[")) {
      return run(set(), 1, 1);
    }
    if (take(".")) {
      return run(CodePoints.ALL.minus(LINE_ENDS), 1, 1);
    }
    int character = character();
    if (character == '\\') {
      return run(escaped(), 1, 1);
    }
    if ("*+?{}^$]".indexOf(character) >= 0) {
      throw unsupported("the '" + Character.toString(character) + "' at " + (at - 1));
    }
    return run(CodePoints.of(character, character), 1, 1);
  }

  private Node repeated(Node atom) {
    int min;
    int max;
    if (take("*")) {
      min = 0;
      max = Node.ANY;
    } else if (take("+")) {
      min = 1;
      max = Node.ANY;
    } else if (take("?")) {
      min = 0;
      max = 1;
    } else if (take("{")) {
      min = number();
      max = !take(",") ? min : pattern.startsWith("}", at) ? Node.ANY : number();
      if (!take("}") || max < min) {
        throw unsupported("a repetition");
      }
    } else {
      return atom;
    }
    // Lazy ones are the same language.
    take("?");
    return atom instanceof Node.Run run && run.min == 1 && run.max == 1
        ? new Node.Run(run.unit, min, max)
        : new Node.Repeat(atom, min, max);
  }

  private int number() {
    int start = at;
    while (more() && Character.isDigit(pattern.charAt(at)) && at - start < 5) {
      at++;
    }
    int number = at == start ? -1 : Integer.parseInt(pattern.substring(start, at));
    if (number < 0 || number > MOST_TIMES) {
      throw unsupported("a repetition of more than " + MOST_TIMES);
    }
    return number;
  }

  private CodePoints set() {
    boolean not = take("^");
    CodePoints set = CodePoints.NONE;
    while (!take("]")) {
      CodePoints first = member(not);
      if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at) && single(first) >= 0) {
        at++;
        CodePoints last = member(not);
        if (single(last) < single(first)) {
          throw unsupported("a range of characters");
        }
        first = CodePoints.of(single(first), single(last));
      }
      set = set.plus(first);
    }
    return not ? CodePoints.ALL.minus(set) : set;
  }

  private CodePoints member(boolean not) {
    int character = character();
    if (character == '[' || character == '&' && pattern.startsWith("&", at)) {
      throw unsupported("a set within a set");
    }
    if (character != '\\') {
      return CodePoints.of(character, character);
    }
    // What is taken away is taken away by all dialects together.
    return not && take("s") ? ALL_SPACES : escaped();
  }

  private static int single(CodePoints set) {
    boolean one = set.ranges().size() == 1;
    CodePoints.Range range = one ? set.ranges().getFirst() : new CodePoints.Range(0, 1);
    return range.first() == range.last() ? range.first() : -1;
  }

  private CodePoints escaped() {
    int character = character();
    return switch (character) {
      case 'd' -> DIGITS;
      case 'D' -> CodePoints.ALL.minus(DIGITS);
      case 'w' -> WORD;
      case 'W' -> CodePoints.ALL.minus(WORD);
      case 's' -> SPACES;
      case 'S' -> CodePoints.ALL.minus(ALL_SPACES);
      case 'n' -> CodePoints.of('\n', '\n');
      case 'r' -> CodePoints.of('\r', '\r');
      case 't' -> CodePoints.of('\t', '\t');
      case 'f' -> CodePoints.of('\f', '\f');
      case 'u' -> {
        String hex = at + 4 <= pattern.length() ? pattern.substring(at, at + 4) : "";
        if (!hex.matches("[0-9a-fA-F]{4}")) {
          throw unsupported("an escape");
        }
        at += 4;
        int code = Integer.parseInt(hex, 16);
        yield CodePoints.of(code, code);
      }
      default -> {
        if (Character.isLetterOrDigit(character)) {
          throw unsupported("'\\" + Character.toString(character) + "'");
        }
        yield CodePoints.of(character, character);
      }
    };
  }
}
