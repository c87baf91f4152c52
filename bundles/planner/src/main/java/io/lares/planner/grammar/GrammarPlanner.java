package io.lares.planner.grammar;

import io.lares.home.Actor;
import io.lares.home.Home;
import io.lares.kernel.StateView;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.language.LanguagePack;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The grammar tier. Text to tokens by the cheapest way through the lattice of what the home's
 * lexicon knows, tokens to clauses, clauses to devices and commands. Keeps the lexicons of the
 * homes that it saw last.
 */
public final class GrammarPlanner implements Planner {
  /** What a result of this tier is marked with. */
  public static final String TIER = "grammar";

  /** The longest sentence, in characters. */
  public static final int LONGEST = 10_000;

  private static final int HOMES = 8;

  private final List<PackWords> packs;
  private final Map<Home, Map<String, Lexicon>> lexicons =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Home, Map<String, Lexicon>> eldest) {
          return size() > HOMES;
        }
      };

  public GrammarPlanner() {
    this(LanguagePack.all());
  }

  GrammarPlanner(List<LanguagePack> packs) {
    this.packs = packs.stream().map(PackWords::new).toList();
  }

  @Override
  public Plan plan(Request request, Home home, StateView state) {
    if (request.text().length() > LONGEST) {
      PackWords pack = packOf(request.language());
      String why = pack.pack().say("refuse.long", LONGEST);
      String part = request.text().substring(0, 40) + "…";
      return new Plan(List.of(new Step.Refuse(part, why, part)), pack.pack().locale(), TIER);
    }
    Reading first = read(request, home, packOf(request.language()));
    Reading best = first;
    if (best.doubtful()) {
      for (PackWords other : packs) {
        Reading reading = other == best.lexicon().pack() ? best : read(request, home, other);
        best = reading.cut().cost() < best.cut().cost() * 0.8 ? reading : best;
      }
    }
    return new Plan(
        steps(request, first, best, home, state), best.lexicon().pack().pack().locale(), TIER);
  }

  /**
   * Gets ready for a home: its lexicons, and what a first sentence would have to load. Takes a
   * while; changes nothing.
   */
  public void warm(Home home, StateView state) {
    for (PackWords pack : packs) {
      Locale language = pack.pack().locale();
      for (String key : List.of("example.wish", "example.question")) {
        String text = pack.pack().say(key);
        Plan plan = plan(new Request(text, language, Actor.system("hub"), null), home, state);
        Speech speech = speech(home, language);
        for (Step step : plan.steps()) {
          if (step instanceof Step.Act act) {
            speech.told(act.commands());
          }
        }
      }
    }
  }

  /** True where a home's words are at hand in all languages. */
  boolean ready(Home home) {
    synchronized (lexicons) {
      return lexicons.getOrDefault(home, Map.of()).size() == packs.size();
    }
  }

  /** The voice in which a plan is told. */
  public Speech speech(Home home, Locale language) {
    return new Speech(home, packOf(language));
  }

  /** The replies of a language. */
  public LanguagePack language(Locale language) {
    return packOf(language).pack();
  }

  private PackWords packOf(Locale language) {
    return packs.stream()
        .filter(pack -> pack.pack().code().equals(language.getLanguage()))
        .findFirst()
        .orElse(packs.getFirst());
  }

  private record Reading(Lexicon lexicon, TextForm.Formed formed, Segmenter.Cut cut) {
    boolean doubtful() {
      return cut.tokens().stream().anyMatch(Token::unknown);
    }
  }

  private Reading read(Request request, Home home, PackWords pack) {
    Lexicon lexicon = lexicon(home, pack);
    TextForm.Formed formed = Spelling.corrected(pack.pack().form().form(request.text()), lexicon);
    return new Reading(lexicon, formed, new Segmenter(lexicon).cut(formed.text()));
  }

  private Lexicon lexicon(Home home, PackWords pack) {
    synchronized (lexicons) {
      return lexicons
          .computeIfAbsent(home, ignored -> new LinkedHashMap<>())
          .computeIfAbsent(pack.pack().code(), ignored -> new Lexicon(home, pack));
    }
  }

  private List<Step> steps(
      Request request, Reading asSpoken, Reading reading, Home home, StateView state) {
    Lexicon lexicon = reading.lexicon();
    LanguagePack pack = lexicon.pack().pack();
    List<Token> tokens = reading.cut().tokens();
    Speech speech = new Speech(home, lexicon.pack());
    Targets targets = new Targets(lexicon, state, request.area());
    Sentence sentence = new Sentence(tokens, pack, reading.formed().text());
    List<Clause> clauses = new ClauseParser(sentence.statement(), pack.spaced()).parse();
    Sentence spoken =
        new Sentence(
            asSpoken.cut().tokens(), asSpoken.lexicon().pack().pack(), asSpoken.formed().text());
    if (sentence.question() || spoken.question()) {
      Clause asked = clauses.isEmpty() ? new Clause(0) : clauses.getFirst();
      String text =
          new Answers(home, state, targets, speech)
              .answer(sentence.kind(), sentence.any(), sentence.all(), asked);
      return List.of(new Step.Answer(text, request.text().strip()));
    }
    if (sentence.doubt()) {
      String plain = request.text().strip().replaceAll("[?？]+$", "");
      return List.of(
          new Step.Ask(speech.say("ask.really"), List.of(plain), request.text().strip()));
    }
    BiFunction<Integer, Integer, String> words = (from, to) -> words(reading, from, to);
    ClausePlanner planner = new ClausePlanner(home, state, targets, speech, words);
    List<Step> steps = new ArrayList<>();
    for (Clause clause : clauses) {
      steps.addAll(planner.plan(clause));
    }
    if (steps.isEmpty()) {
      String text = request.text().strip();
      steps.add(new Step.Refuse(text, speech.say("refuse.understand"), text));
    }
    return steps;
  }

  private static String words(Reading reading, int from, int to) {
    List<Token> tokens = reading.cut().tokens();
    if (from >= to || from >= tokens.size()) {
      return "";
    }
    int last = Math.min(to, tokens.size()) - 1;
    while (last > from && tokens.get(last).is(Word.Mark.STOP)
        || last > from && tokens.get(last).is(Word.Mark.AND)) {
      last--;
    }
    return reading.formed().said(tokens.get(from).from(), tokens.get(last).to());
  }
}
