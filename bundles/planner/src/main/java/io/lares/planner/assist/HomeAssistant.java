package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.home.Home;
import io.lares.kernel.CommandProgress;
import io.lares.kernel.EventFeed;
import io.lares.kernel.HomeChanged;
import io.lares.kernel.HubEvent;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.planner.Assistant;
import io.lares.planner.Executor;
import io.lares.planner.Explainer;
import io.lares.planner.Informant;
import io.lares.planner.Keeper;
import io.lares.planner.Likings;
import io.lares.planner.Lists;
import io.lares.planner.Plan;
import io.lares.planner.Remembered;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.Timers;
import io.lares.planner.Turn;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.household.TimerKeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The assistant of one home: plans, asks the policy, acts, watches, replies. */
public final class HomeAssistant implements Assistant, Executor, AutoCloseable {
  private static final int EVENTS = 4096;
  private static final Duration GATHERING = Duration.ofMillis(5);

  /** Is told of every sentence, for the journal. */
  @FunctionalInterface
  public interface Recorder {
    void asked(Instant time, Intent intent, Request request);
  }

  private final Tiers tiers;
  private final GrammarPlanner planner;
  private final Kernel kernel;
  private final Recorder recorder;
  private final Clock clock;
  private final Runnable homeChanged;
  private final Chores chores;
  private final Decisions decisions;
  private final EventFeed.Subscription subscription;
  private final Map<Long, TurnRun> underWay = new ConcurrentHashMap<>();
  private final PendingTurns pending;
  private final Conversations conversations = new Conversations();
  private final Keeping keeping;
  private final WhyQuestions questions;
  private final Supplier<List<Informant>> informants;
  private final UsualWishes usual;
  private final Consideration consideration;
  private final Supplier<Likings> likings;
  private final Urgencies urgencies = new Urgencies();

  /** Makes one that keeps nothing for later and can't tell why. */
  public HomeAssistant(
      Tiers tiers,
      Kernel kernel,
      Timers timers,
      Lists lists,
      Recorder recorder,
      Clock clock,
      Runnable homeChanged) {
    this(tiers, kernel, timers, lists, recorder, clock, homeChanged, Neighbours.NONE);
  }

  /**
   * Those beside the planner that it can turn to, as there are at the moment.
   *
   * @param keepers who keep something for later
   * @param explainers who know why
   * @param informants who answer what they alone know
   * @param likings who knows what people like
   */
  public record Neighbours(
      Supplier<List<Keeper>> keepers,
      Supplier<List<Explainer>> explainers,
      Supplier<List<Informant>> informants,
      Supplier<Likings> likings) {
    static final Neighbours NONE = new Neighbours(List::of, List::of);

    /** Of whom none answers questions. */
    public Neighbours(
        Supplier<List<Keeper>> keepers,
        Supplier<List<Explainer>> explainers,
        Supplier<Likings> likings) {
      this(keepers, explainers, List::of, likings);
    }

    /** Of whom nobody knows what people like. */
    public Neighbours(Supplier<List<Keeper>> keepers, Supplier<List<Explainer>> explainers) {
      this(keepers, explainers, List::of, () -> Likings.NONE);
    }
  }

  /**
   * Makes the assistant of a kernel's home; the caller closes it.
   *
   * @param clock also says in which zone the home is
   * @param homeChanged is told, on the kernel's thread for events, when the home has changed
   */
  public HomeAssistant(
      Tiers tiers,
      Kernel kernel,
      Timers timers,
      Lists lists,
      Recorder recorder,
      Clock clock,
      Runnable homeChanged,
      Neighbours neighbours) {
    this.keeping = new Keeping(neighbours.keepers());
    this.questions = new WhyQuestions(neighbours.explainers());
    this.informants = neighbours.informants();
    this.tiers = tiers;
    this.planner = tiers.grammar();
    this.usual = new UsualWishes(planner);
    this.consideration = new Consideration(planner);
    this.likings = neighbours.likings();
    this.chores = new Chores(timers, lists);
    this.decisions = new Decisions(planner);
    this.kernel = kernel;
    this.recorder = recorder;
    this.clock = clock;
    this.pending = new PendingTurns(clock);
    this.homeChanged = homeChanged;
    this.subscription =
        kernel
            .events()
            .where(HomeAssistant::concerns)
            .subscribe("assistant", EVENTS, EventFeed.Overflow.LATEST, GATHERING, this::onEvents);
  }

  @Override
  public Turn ask(Request request, Consumer<Turn> progress) {
    Optional<Turn> answered = answered(request, progress);
    if (answered.isPresent()) {
      return answered.get();
    }
    Instant now = clock.instant();
    Turn turn = ask(request, conversations.before(request.speaker(), now), false, progress);
    conversations.said(request, turn.plan(), now);
    return turn;
  }

  /** A plain yes or no answers what waits for this speaker's own yes. */
  private Optional<Turn> answered(Request request, Consumer<Turn> progress) {
    return planner
        .reply(request)
        .flatMap(yes ->
            pending
                .newestOf(request.speaker())
                .flatMap(turn -> answer(turn, request.speaker(), yes, progress)));
  }

  /**
   * Plans and starts.
   *
   * @param before what the sentence may go on from
   * @param confirmed true where the speaker said yes beforehand
   */
  private Turn ask(
      Request request,
      Situation.@Nullable Exchange before,
      boolean confirmed,
      Consumer<Turn> progress) {
    long start = System.nanoTime();
    Home home = kernel.registry().home();
    Situation situation =
        new Situation(
            home,
            kernel.state(),
            chores.timers().all(),
            chores.lists().all(),
            ZonedDateTime.now(clock),
            before,
            likings.get());
    Function<Request, Plan> again = other -> tiers.plan(other, situation);
    Plan plan =
        informed(request)
            .or(() -> questions.answer(request, again, kernel.state()))
            .or(() -> usual.plan(request, situation, again))
            .orElseGet(() -> tiers.plan(request, situation));
    Situation then = situation.forLater();
    Keeping.Kept kept = keeping.of(plan, request, other -> tiers.plan(other, then));
    double millis = (System.nanoTime() - start) / 1e6;
    Decisions.Decided allowed = decided(kept, request, home);
    Consideration.Considered considered =
        consideration.of(allowed.plan(), request, situation, confirmed);
    Decisions.Decided decided =
        new Decisions.Decided(
            considered.plan(), allowed.confirm() || !considered.doubts().isEmpty());
    byte[] id = new byte[8];
    ThreadLocalRandom.current().nextBytes(id);
    String name = "turn-" + HexFormat.of().formatHex(id);
    Intent intent = new Intent(name, request.speaker(), request.text(), confirmed);
    recorder.asked(clock.instant(), intent, request);
    TurnRun run =
        new TurnRun(
            kernel,
            chores,
            new Reply(
                planner.speech(home, plan.language()), home, kept.proposals(), considered.doubts()),
            intent,
            request,
            decided.plan(),
            millis,
            kept.proposals(),
            underWay);
    boolean asks = kept.asks() && decided.plan().steps().equals(kept.plan().steps());
    if (decided.confirm() && !confirmed || asks) {
      pending.hold(run);
      return run.held();
    }
    return run.start(intent, progress);
  }

  private Optional<Plan> informed(Request request) {
    return informants.get().stream()
        .flatMap(informant -> informant.answer(request).stream())
        .findFirst()
        .map(answer ->
            new Plan(
                List.of(new Step.Answer(answer, request.text())),
                request.language(),
                GrammarPlanner.TIER));
  }

  /** The policy on what is done now; and on what is kept, of which it is all or nothing. */
  private Decisions.Decided decided(Keeping.Kept kept, Request request, Home home) {
    for (Keeper.Proposal proposal : kept.proposals().values()) {
      Plan later = kept.plan().with(proposal.steps());
      Decisions.Decided decided = decisions.of(later, request, home);
      if (!decided.plan().steps().equals(later.steps())) {
        String why = planner.language(later.language()).say("refuse.forbidden");
        Step refused = new Step.Refuse(request.text(), why, request.text());
        return new Decisions.Decided(later.with(List.of(refused)), false);
      }
    }
    return decisions.of(kept.plan(), request, home);
  }

  @Override
  public Running start(Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
    return carryOut(settled(plan), request, intent, ended);
  }

  @Override
  public Running startConsiderate(
      Plan plan, Request request, Intent intent, BooleanSupplier urgent, Consumer<Turn> ended) {
    Plan settled = settled(plan);
    List<Remembered.Quiet> quiet = likings.get().quiet(clock.instant());
    boolean held = !quiet.isEmpty() && !urgencies.urgent(intent, urgent);
    Plan done =
        held
            ? new Unattended(kernel.registry().home(), kernel.state(), quiet).considerate(settled)
            : settled;
    return carryOut(done, request, intent, ended);
  }

  private Plan settled(Plan plan) {
    return OneStepRun.fits(plan)
        ? plan
        : new LikedValues(kernel.registry().home(), likings.get(), kernel.state(), clock.instant())
            .settled(plan);
  }

  private Running carryOut(Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
    if (OneStepRun.fits(plan)) {
      return OneStepRun.start(kernel.commands(), plan, request, intent, ended);
    }
    TurnRun run = new TurnRun(kernel, chores, null, intent, request, plan, 0, Map.of(), underWay);
    run.start(intent, ended);
    return run;
  }

  /**
   * Does what a timer was for. What would need a yes is done only where the speaker gave it when
   * the timer was started.
   */
  public void rung(TimerKeeper.Rung rung) {
    Request later = rung.later();
    if (later != null) {
      ask(later, null, rung.confirmed(), turn -> {});
      return;
    }
    Home home = kernel.registry().home();
    String text =
        planner
            .speech(home, home.language())
            .timer("timer.over", rung.timer().name(), rung.timer().length());
    Intent intent = new Intent(rung.timer().id(), Actor.system("timer"), text, true);
    Step said = new Step.Message(Chores.ring(home, text), text, text);
    Plan plan = new Plan(List.of(said), home.language(), "timer");
    Request request = new Request(text, home.language(), intent.actor(), null);
    startConsiderate(plan, request, intent, rung::confirmed, turn -> {});
  }

  @Override
  public Optional<Turn> answer(String turn, Actor by, boolean yes, Consumer<Turn> progress) {
    return pending
        .take(turn, by)
        .map(run -> yes ? run.start(run.intent().asConfirmed(), progress) : run.decline(progress));
  }

  /** Forgets what was said, so that the next sentence is taken by itself. */
  public void forget() {
    conversations.forget();
  }

  // Of rules, which send most commands, only the end is told.
  private static boolean concerns(HubEvent event) {
    return event instanceof HomeChanged
        || event instanceof CommandProgress step
            && step.stage() == CommandProgress.Stage.ACCEPTED
            && step.intent().actor().kind() != Actor.Kind.AUTOMATION;
  }

  private void onEvents(List<HubEvent> events) {
    boolean changed = false;
    for (HubEvent event : events) {
      changed |= event instanceof HomeChanged;
      if (event instanceof CommandProgress step) {
        TurnRun run = underWay.get(step.ticket());
        if (run != null) {
          run.accepted(step.ticket());
        }
      }
    }
    if (changed) {
      homeChanged.run();
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
