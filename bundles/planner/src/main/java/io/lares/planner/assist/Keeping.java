package io.lares.planner.assist;

import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds who keeps what a sentence wants kept. */
final class Keeping {
  private final Supplier<List<Keeper>> keepers;

  Keeping(Supplier<List<Keeper>> keepers) {
    this.keepers = keepers;
  }

  /** A plan, and what its steps would keep. */
  record Kept(Plan plan, Map<Step, Keeper.Proposal> proposals) {
    Kept {
      proposals = Map.copyOf(proposals);
    }

    boolean asks() {
      return proposals.values().stream().anyMatch(Keeper.Proposal::asks);
    }
  }

  /**
   * What is to be kept is kept as the whole sentence. The keepers know best what recurs, so each
   * sentence is shown to them; where none understands it the plan stays as it is.
   */
  Kept of(Plan plan, Request request, Function<Request, Plan> planner) {
    boolean scene = plan.all().stream().anyMatch(Step.SaveScene.class::isInstance);
    Step whole =
        scene
            ? new Step.SaveScene(request.text(), request.text())
            : new Step.SaveAutomation(request.text());
    try {
      return proposal(whole, request, planner)
          .map(proposal -> new Kept(plan.with(List.of(whole)), Map.of(whole, proposal)))
          .orElseGet(() -> new Kept(plan, Map.of()));
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      Step refused = new Step.Refuse(request.text(), why, request.text());
      return new Kept(plan.with(List.of(refused)), Map.of());
    }
  }

  private Optional<Keeper.Proposal> proposal(
      Step step, Request request, Function<Request, Plan> planner) {
    return keepers.get().stream()
        .sorted(Comparator.comparing(Keeper::narrow).reversed())
        .flatMap(keeper -> keeper.propose(step, request, planner).stream())
        .findFirst();
  }
}
