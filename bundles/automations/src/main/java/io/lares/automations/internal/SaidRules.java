package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.Automations;
import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.automations.sentence.RuleChanges;
import io.lares.automations.sentence.RuleOrders;
import io.lares.automations.sentence.RuleSentences;
import io.lares.home.Actor;
import io.lares.home.Home;
import io.lares.home.PersonId;
import io.lares.kernel.StateView;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes rules of what people say, and keeps them once they have seen the rule and said yes. */
final class SaidRules implements Keeper {
  private static final int LONGEST_NAME = 100;

  private final RuleSentences sentences;
  private final RuleChanges changes;
  private final RuleOrders orders;
  private final Automations automations;
  private final Supplier<Home> home;
  private final StateView state;

  SaidRules(Automations automations, Supplier<Home> home, StateView state) {
    this.automations = automations;
    this.home = home;
    this.state = state;
    this.sentences = new RuleSentences(new HomeThings(home));
    this.changes = new RuleChanges(automations::words);
    this.orders = new RuleOrders(automations::words);
  }

  @Override
  public Optional<Proposal> propose(Step step, Request request, Function<Request, Plan> planner) {
    if (!(step instanceof Step.SaveAutomation)) {
      return Optional.empty();
    }
    Optional<RuleOrders.Given> order = orders.of(request, automations.all());
    if (order.isPresent()) {
      return order.map(Ordered::new);
    }
    Optional<RuleChanges.Changed> change = changes.of(request, automations.all());
    if (change.isPresent()) {
      return change.map(changed -> new Said(changed(changed, request), request));
    }
    return sentences
        .read(request, planner)
        .map(read -> placed(read, request))
        // What is looked at here is said yes to before it is kept.
        .map(read -> new Said(rule(read, request, true), request));
  }

  private RuleSentences.Read placed(RuleSentences.Read read, Request request) {
    boolean sun =
        read.triggers().stream().anyMatch(Trigger.Sun.class::isInstance)
            || read.during().stream().anyMatch(During::followsTheSun);
    if (sun && automations.place().isEmpty()) {
      throw new IllegalArgumentException(sentences.placeMissing(request.language()));
    }
    return read;
  }

  private static Automation changed(RuleChanges.Changed change, Request request) {
    Automation rule = change.rule();
    return new Automation(
        rule.id(),
        rule.name(),
        rule.enabled(),
        change.triggers(),
        rule.condition(),
        rule.during(),
        rule.steps(),
        rule.mode(),
        rule.debounce(),
        rule.coolDown(),
        rule.missed(),
        new Automation.Origin(
            request.speaker(), true, rule.origin().language(), rule.origin().words()));
  }

  private Automation rule(RuleSentences.Read read, Request request, boolean confirmed) {
    byte[] random = new byte[4];
    ThreadLocalRandom.current().nextBytes(random);
    String said = request.text().strip();
    return new Automation(
        "said-" + HexFormat.of().formatHex(random),
        said.substring(0, Math.min(LONGEST_NAME, said.length())),
        true,
        read.triggers(),
        read.condition(),
        read.during(),
        steps(read, request.speaker()),
        Automation.Mode.SINGLE,
        Duration.ZERO,
        Duration.ZERO,
        Automation.Missed.RUN_ONCE,
        new Automation.Origin(request.speaker(), confirmed, request.language(), said));
  }

  private List<Step> steps(RuleSentences.Read read, Actor maker) {
    return read.open().equals(RuleSentences.Open.NOTHING) || maker.kind() != Actor.Kind.PERSON
        ? read.steps()
        : new OpenValues(home.get(), state, new PersonId(maker.id()), read.open()).of(read.steps());
  }

  private final class Said implements Proposal {
    private final Automation rule;
    private final String words;

    Said(Automation rule, Request request) {
      this.rule = rule;
      this.words = automations.dryRun(rule, request.language()).words();
    }

    @Override
    public String words() {
      return words;
    }

    @Override
    public List<Step> steps() {
      return rule.steps();
    }

    @Override
    public boolean asks() {
      return true;
    }

    @Override
    public void keep(boolean confirmed) {
      Automation.Origin origin = rule.origin();
      automations.save(
          rule.from(
              new Automation.Origin(origin.maker(), confirmed, origin.language(), origin.words())));
    }
  }

  /** What becomes of rules that are there. */
  private final class Ordered implements Proposal {
    private final RuleOrders.Given given;

    Ordered(RuleOrders.Given given) {
      this.given = given;
    }

    @Override
    public String words() {
      return given.done();
    }

    @Override
    public String question() {
      return given.question();
    }

    @Override
    public Manner manner() {
      return Manner.TOLD;
    }

    @Override
    public List<Step> steps() {
      return given.order() == RuleOrders.Order.RESUME
          ? given.rules().stream().flatMap(rule -> rule.steps().stream()).toList()
          : List.of();
    }

    @Override
    public boolean asks() {
      // What is forgotten does not come back.
      return given.order() == RuleOrders.Order.END;
    }

    @Override
    public void keep(boolean confirmed) {
      for (Automation rule : given.rules()) {
        switch (given.order()) {
          case PAUSE -> automations.enable(rule.id(), false);
          case RESUME -> automations.enable(rule.id(), true);
          case END -> automations.remove(rule.id());
        }
      }
    }
  }
}
