package io.lares.planner.grammar;

import io.lares.home.Actor;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.kernel.StateView;
import io.lares.planner.Plan;
import io.lares.planner.Planner;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.Tone;
import io.lares.planner.language.LanguagePack;
import io.lares.planner.language.TextForm;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The grammar tier. Text to tokens by the cheapest way through the lattice of what the home's
 * lexicon knows, tokens to clauses, clauses to devices and commands. Keeps the lexicons of the
 * homes that it saw last.
 */
public final class GrammarPlanner implements Planner {
  /** What a result of this tier is marked with. */
  public static final String TIER = "grammar";

  /** The longest sentence, in characters: what it says to be told or played has to fit a value. */
  public static final int LONGEST = Value.MAX_TEXT;

  private static final int LONGEST_REPLY = 30;

  /** Longer sentences are not gone on from. */
  private static final int LONGEST_BEFORE = 500;

  private static final int HOMES = 8;

  private volatile @Nullable List<PackWords> languages;
  private final Map<String, PackWords> voices = new ConcurrentHashMap<>();
  private volatile Tone tone = Tone.PLAIN;
  private final Map<Home, Map<String, Lexicon>> lexicons =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Home, Map<String, Lexicon>> eldest) {
          return size() > HOMES;
        }
      };

  private final Map<Home, Map<PackWords, Names>> names =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Home, Map<PackWords, Names>> eldest) {
          return size() > HOMES;
        }
      };

  /** The languages are read when they are first needed: a start has better things to do. */
  private List<PackWords> packs() {
    List<PackWords> known = languages;
    if (known == null) {
      synchronized (this) {
        known = languages;
        if (known == null) {
          known = LanguagePack.all().stream().map(PackWords::new).toList();
          languages = known;
        }
      }
    }
    return known;
  }

  /** Answers in this tone from now on. */
  public void speak(Tone wanted) {
    tone = wanted;
  }

  /** A language as it answers this text. */
  PackWords voice(PackWords pack, String text, Locale wanted) {
    Tone now = tone;
    String script = pack.pack().scriptFor(text, wanted);
    return voices.computeIfAbsent(
        pack.pack().code() + "/" + script + "/" + now, ignored -> pack.voice(script, now));
  }

  @Override
  public Plan plan(Request request, Situation situation) {
    Home home = situation.home();
    if (request.text().length() > LONGEST) {
      PackWords pack = packOf(request.language());
      String why = pack.pack().say("refuse.long", LONGEST);
      String part = request.text().substring(0, 40) + "…";
      return new Plan(List.of(new Step.Refuse(part, why, part)), pack.pack().locale(), TIER);
    }
    Plan corrected = corrected(request, situation);
    if (corrected != null) {
      return corrected;
    }
    Reading first = read(request, situation, packOf(request.language()));
    Reading best = best(first, request, situation);
    PackWords voice = voice(best.lexicon().pack(), request.text(), request.language());
    List<Step> steps =
        new SentencePlanner(
                situation, request, best, speech(situation.home(), voice), earlier(situation, best))
            .steps(first);
    return new Plan(steps, voice.pack().locale(), TIER, unexplained(steps, best));
  }

  /** The reading in the language that explains most: the speaker's own, or else another one. */
  private Reading best(Reading first, Request request, Situation situation) {
    Reading best = first;
    if (best.doubtful()) {
      for (PackWords other : packs()) {
        Reading reading = other == best.lexicon().pack() ? best : read(request, situation, other);
        best = reading.cost() < best.cost() * 0.8 ? reading : best;
      }
    }
    return best;
  }

  /** What this tier makes of the words of a sentence; for the tiers that know more words. */
  public Explanation explain(Request request, Situation situation) {
    Reading first = read(request, situation, packOf(request.language()));
    Reading best = best(first, request, situation);
    return new Explainer(best, situation)
        .explanation(
            question(first) || question(best),
            speech(
                situation.home(),
                voice(best.lexicon().pack(), request.text(), request.language())));
  }

  private static boolean question(Reading reading) {
    return new Sentence(reading.tokens(), reading.lexicon().pack().pack(), reading.formed().text())
        .question();
  }

  /**
   * "Turn on the lamp, no wait, the fan": what follows goes on from what was said before it, which
   * is not done. Null where nobody corrects himself, or where only the whole makes sense.
   */
  private @Nullable Plan corrected(Request request, Situation situation) {
    String text = request.text();
    if (text.length() > LONGEST_BEFORE) {
      return null;
    }
    PackWords.Place correction = packOf(request.language()).correction(text);
    if (correction == null) {
      return null;
    }
    Request dropped = request.saying(text.substring(0, correction.from()));
    Request meant = request.saying(text.substring(correction.to()));
    PackWords pack = packOf(request.language());
    boolean once = pack.correction(dropped.text()) == null;
    String put =
        once ? Corrections.put(read(dropped, situation, pack), read(meant, situation, pack)) : null;
    Plan instead = put == null ? null : plan(request.saying(put), situation);
    if (instead != null && understood(instead)) {
      return instead;
    }
    Plan before = plan(dropped, situation);
    Situation after = situation.after(new Situation.Exchange(dropped, before));
    Plan plan = plan(meant, after);
    return before.all().stream().anyMatch(Step::changes) && understood(plan) ? plan : null;
  }

  /** True where all of it was understood and something is to be done. */
  private static boolean understood(Plan plan) {
    return plan.unexplained().isEmpty()
        && plan.all().stream().anyMatch(Step::changes)
        && plan.all().stream()
            .noneMatch(step -> step instanceof Step.Refuse || step instanceof Step.Ask);
  }

  /**
   * Gets ready for a home: its lexicons, and what a first sentence would have to load. Takes a
   * while; changes nothing.
   */
  public void warm(Home home, StateView state) {
    for (PackWords pack : packs()) {
      Locale language = pack.pack().locale();
      for (String key : List.of("example.wish", "example.question")) {
        String text = pack.pack().say(key);
        Situation situation =
            new Situation(
                home, state, List.of(), List.of(), ZonedDateTime.now(ZoneOffset.UTC), null);
        Plan plan = plan(new Request(text, language, Actor.system("hub"), null), situation);
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
      return lexicons.getOrDefault(home, Map.of()).size() == packs().size();
    }
  }

  /** The voice in which a plan is told. */
  public Speech speech(Home home, Locale language) {
    return speech(home, voice(packOf(language), "", language));
  }

  private Speech speech(Home home, PackWords voice) {
    return new Speech(home, voice, names(home, voice));
  }

  /** What a home's devices are called; to know which names are doubled, all are looked at. */
  private Names names(Home home, PackWords voice) {
    synchronized (names) {
      return names
          .computeIfAbsent(home, ignored -> new HashMap<>())
          .computeIfAbsent(voice, ignored -> new Names(home, voice.pack()));
    }
  }

  /** Whether somebody says yes or no and nothing else; empty where they say anything else. */
  public Optional<Boolean> reply(Request request) {
    if (request.text().length() > LONGEST_REPLY) {
      return Optional.empty();
    }
    PackWords pack = packOf(request.language());
    String text = pack.pack().form().of(request.text()).replaceAll("[.!,。！，、]+", " ").strip();
    return Optional.ofNullable(pack.reply(text.replaceAll(" +", " ")));
  }

  /** The replies of a language. */
  public LanguagePack language(Locale language) {
    return packOf(language).pack();
  }

  /** Whether a sentence names a number, in digits or in words. */
  public boolean names(Request request, double number) {
    String text = request.text().toLowerCase(Locale.ROOT);
    Numerals numerals = new Numerals(packOf(request.language()));
    for (int i = 0; i < text.length(); i++) {
      boolean begins = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      Numerals.Found found =
          begins || Character.isIdeographic(text.charAt(i)) ? numerals.at(text, i) : null;
      if (found != null && found.value() == number) {
        return true;
      }
    }
    return false;
  }

  private PackWords packOf(Locale language) {
    return packs().stream()
        .filter(pack -> pack.pack().code().equals(language.getLanguage()))
        .findFirst()
        .orElse(packs().getFirst());
  }

  /** Words that nothing explains, where they kept the sentence from being understood as a whole. */
  private static List<String> unexplained(List<Step> steps, Reading reading) {
    boolean refused =
        steps.stream()
            .anyMatch(step ->
                step instanceof Step.Refuse
                    || step instanceof Step.Answer
                    || step instanceof Step.Ask
                    || step instanceof Step.SaveAutomation);
    return refused
        ? reading.tokens().stream()
            .filter(token -> token.unknown() || token.is(Word.Mark.REMARK))
            .map(Token::text)
            .toList()
        : List.of();
  }

  /** What was said just before, in the same language, or null. */
  private @Nullable Reading earlier(Situation situation, Reading now) {
    Situation.Exchange before = situation.before();
    return before == null || before.request().text().length() > LONGEST_BEFORE
        ? null
        : read(before.request(), situation, now.lexicon().pack());
  }

  /** A sentence cut into words with one language's lexicon. */
  record Reading(Lexicon lexicon, TextForm.Formed formed, List<Token> tokens, double cost) {
    boolean doubtful() {
      return tokens.stream().anyMatch(Token::unknown);
    }

    /** Some of its words as they were said, without what only joins them to others. */
    String said(List<Token> some, int from, int to) {
      if (from >= to || from >= some.size()) {
        return "";
      }
      int first = from;
      int last = Math.min(to, some.size()) - 1;
      while (first < last && some.get(first).joins()) {
        first++;
      }
      while (last > first && some.get(last).joins()) {
        last--;
      }
      if (some.get(first).joins()) {
        return "";
      }
      return formed.said(some.get(first).from(), some.get(last).to());
    }
  }

  private Reading read(Request request, Situation situation, PackWords pack) {
    Lexicon lexicon = lexicon(situation.home(), pack);
    TextForm form = pack.pack().form();
    TextForm.Formed formed =
        Spelling.corrected(form.form(request.text()), lexicon, ownNames(situation, form));
    Segmenter.Cut cut = new Segmenter(lexicon).cut(formed.text());
    return new Reading(
        lexicon,
        formed,
        settled(cut.tokens(), lexicon, situation.now().toLocalDateTime()),
        cut.cost());
  }

  /** The tokens with what only their neighbours decide. */
  private static List<Token> settled(List<Token> cut, Lexicon lexicon, LocalDateTime now) {
    PackWords pack = lexicon.pack();
    List<Token> tokens = Counted.apart(Slips.corrected(cut), lexicon);
    tokens = Belongings.settled(Remarks.dropped(tokens), lexicon);
    tokens = Separables.joined(tokens, pack);
    tokens = Polarity.settled(Inversions.opened(tokens), pack.pack().questionFirst());
    tokens = Echoes.settled(tokens);
    return Comparatives.settled(Moments.joined(tokens, now));
  }

  /** The words of what people have named themselves: lists, timers. */
  private static Set<String> ownNames(Situation situation, TextForm form) {
    Set<String> words = new HashSet<>();
    situation.lists().forEach(list -> words.addAll(List.of(form.of(list.name()).split(" "))));
    situation.timers().forEach(timer -> words.addAll(List.of(form.of(timer.name()).split(" "))));
    return words;
  }

  private Lexicon lexicon(Home home, PackWords pack) {
    synchronized (lexicons) {
      return lexicons
          .computeIfAbsent(home, ignored -> new LinkedHashMap<>())
          .computeIfAbsent(pack.pack().code(), ignored -> new Lexicon(home, pack, packs()));
    }
  }
}
