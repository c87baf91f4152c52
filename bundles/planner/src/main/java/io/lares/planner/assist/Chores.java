package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.planner.Lists;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Timers;
import io.lares.planner.grammar.Ids;
import java.util.List;

/** Carries out what a plan wants of timers and lists. Every method says whether it came about. */
record Chores(Timers timers, Lists lists) {
  boolean start(Step.StartTimer step, Request request, boolean confirmed) {
    Request later =
        step.command().isEmpty()
            ? null
            : new Request(step.command(), request.language(), request.speaker(), request.area());
    return timers.start(step.length(), step.name(), step.area(), later, confirmed).isPresent();
  }

  /** What says aloud that a timer is over, wherever the home can say something. */
  static List<Command> ring(Home home, String text) {
    return home.devices().stream()
        .filter(device -> device.attribute(Ids.BROADCAST) != null)
        .map(device -> new Command(device.id(), Ids.BROADCAST, Value.of(text)))
        .toList();
  }

  boolean change(Step.ChangeTimers step) {
    boolean well = true;
    for (String id : step.timers()) {
      well &=
          switch (step.change()) {
            case CANCEL, CANCEL_ALL -> timers.cancel(id);
            case PAUSE -> timers.pause(id, true);
            case RESUME -> timers.pause(id, false);
            case ADD -> timers.change(id, step.by());
            case REMOVE -> timers.change(id, step.by().negated());
          };
    }
    return well;
  }

  boolean change(Step.ChangeList step) {
    return switch (step.change()) {
      case ADD -> lists.add(step.list(), step.item());
      case COMPLETE -> lists.complete(step.list(), step.item());
      case REMOVE -> lists.remove(step.list(), step.item());
      case CLEAR -> lists.clear(step.list());
    };
  }
}
