package io.lares.mimo.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pushdown automaton over bytes. What is still to come is a stack; where a grammar leaves open
 * which, a state has several. States are made when they are first reached, and kept. For one thread
 * at a time.
 */
final class Automaton {
  /** More states than these are forgotten, and made anew where they are needed. */
  private static final int MOST_STATES = 20_000;

  /** A grammar that leaves more open than this is none that a model can be held to. */
  private static final int MOST_STACKS = 4_096;

  /** A grammar that leaves too much open. */
  static final class TooOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooOpen() {
      super("the grammar can be read in too many ways at once: make its choices begin differently");
    }
  }

  /** What is to come: the rest of a node, then the rest. */
  static final class Stack {
    final Node node;

    /** Bytes, units, parts or times that are behind. */
    final int count;

    /** Of a run, the state within a unit. */
    final int within;

    final @Nullable Stack rest;
    private final int serial;

    private Stack(Node node, int count, int within, @Nullable Stack rest, int serial) {
      this.node = node;
      this.count = count;
      this.within = within;
      this.rest = rest;
      this.serial = serial;
    }
  }

  /** Where a text stands. */
  static final class State {
    /** Each begins with a literal or a run. */
    final List<Stack> stacks;

    /** Whether the text may end here. */
    final boolean end;

    private final @Nullable State[] next = new State[256];
    private @Nullable Object kept;

    private State(List<Stack> stacks, boolean end) {
      this.stacks = stacks;
      this.end = end;
    }

    /** Whether nothing can come, not even an end. */
    boolean dead() {
      return stacks.isEmpty() && !end;
    }

    /** Whether it can only end. */
    boolean done() {
      return stacks.isEmpty() && end;
    }

    /** What somebody keeps here. */
    @Nullable Object kept() {
      return kept;
    }

    void keep(@Nullable Object it) {
      kept = it;
    }
  }

  private record StackKey(Node node, int count, int within, @Nullable Stack rest) {}

  private record StateKey(List<Stack> stacks, boolean end) {}

  private final Language language;
  private final Map<StackKey, Stack> stacks = new HashMap<>();
  private final Map<StateKey, State> states = new HashMap<>();
  private int serial;

  Automaton(Language language) {
    this.language = language;
  }

  State start() {
    Closure closure = new Closure();
    closure.enter(language.root(), null);
    return closure.state();
  }

  /** The state after a byte. */
  State step(State state, int b) {
    State next = state.next[b];
    if (next == null) {
      next = computed(state, b);
      state.next[b] = next;
    }
    return next;
  }

  private State computed(State state, int b) {
    Closure closure = new Closure();
    for (Stack stack : state.stacks) {
      switch (stack.node) {
        case Node.Literal literal -> {
          if ((literal.bytes[stack.count] & 0xff) == b) {
            closure.literal(literal, stack.count + 1, stack.rest);
          }
        }
        case Node.Run run -> {
          int within = run.unit.step(stack.within, b);
          if (within == Unit.DONE) {
            int count = run.max == Node.ANY ? Math.min(stack.count + 1, run.min) : stack.count + 1;
            closure.run(run, count, stack.rest);
          } else if (within != Unit.DEAD) {
            closure.heads.add(stack(run, stack.count, within, stack.rest));
          }
        }
        default -> throw new IllegalStateException("no head of a stack: " + stack.node);
      }
    }
    return closure.state();
  }

  /** Where a text stands when one of a state's stacks, at its beginning or end, is all there is. */
  State after(@Nullable Stack rest) {
    Closure closure = new Closure();
    closure.resume(rest);
    return closure.state();
  }

  /** A state of some of another's stacks. */
  State of(List<Stack> some) {
    return state(some, false);
  }

  private Stack stack(Node node, int count, int within, @Nullable Stack rest) {
    return stacks.computeIfAbsent(
        new StackKey(node, count, within, rest),
        key -> new Stack(node, count, within, rest, serial++));
  }

  private State state(List<Stack> heads, boolean end) {
    if (heads.size() > MOST_STACKS) {
      throw new TooOpen();
    }
    if (states.size() > MOST_STATES) {
      states.clear();
      stacks.clear();
    }
    List<Stack> sorted = new ArrayList<>(heads);
    sorted.sort(Comparator.comparingInt((Stack stack) -> stack.serial));
    return states.computeIfAbsent(
        new StateKey(List.copyOf(sorted), end), key -> new State(key.stacks, key.end));
  }

  /** Follows all that takes no byte. */
  private final class Closure {
    private final Set<Stack> heads = new HashSet<>();
    private final Set<Stack> seen = new HashSet<>();
    private boolean end;

    State state() {
      return Automaton.this.state(List.copyOf(heads), end);
    }

    void enter(Node node, @Nullable Stack rest) {
      switch (node) {
        case Node.Literal literal -> literal(literal, 0, rest);
        case Node.Run run -> run(run, 0, rest);
        case Node.Sequence sequence -> part(sequence, 0, rest);
        case Node.Choice choice -> choice.choices.forEach(one -> enter(one, rest));
        case Node.Repeat repeat -> again(repeat, 0, rest);
        case Node.Call call -> enter(language.rules().getOrDefault(call.rule, Node.NOTHING), rest);
      }
    }

    void literal(Node.Literal literal, int count, @Nullable Stack rest) {
      if (count == literal.bytes.length) {
        resume(rest);
      } else {
        heads.add(stack(literal, count, 0, rest));
      }
    }

    void run(Node.Run run, int count, @Nullable Stack rest) {
      if (count < run.max) {
        heads.add(stack(run, count, 0, rest));
      }
      if (count >= run.min) {
        resume(rest);
      }
    }

    private void part(Node.Sequence sequence, int at, @Nullable Stack rest) {
      int size = sequence.parts.size();
      if (at == size) {
        resume(rest);
      } else {
        Stack then = at + 1 == size ? rest : stack(sequence, at + 1, 0, rest);
        enter(sequence.parts.get(at), then);
      }
    }

    private void again(Node.Repeat repeat, int count, @Nullable Stack rest) {
      if (count >= repeat.min) {
        resume(rest);
      }
      if (count < repeat.max) {
        int next = repeat.max == Node.ANY ? Math.min(count + 1, repeat.min) : count + 1;
        enter(repeat.part, stack(repeat, next, 0, rest));
      }
    }

    void resume(@Nullable Stack stack) {
      if (stack == null) {
        end = true;
      } else if (seen.add(stack)) {
        switch (stack.node) {
          case Node.Sequence sequence -> part(sequence, stack.count, stack.rest);
          case Node.Repeat repeat -> again(repeat, stack.count, stack.rest);
          default -> throw new IllegalStateException("nothing to go on with: " + stack.node);
        }
      }
    }
  }
}
