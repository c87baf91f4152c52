package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.planner.Condition;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.language.LanguagePack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns one sentence, cut into words, into steps: part by part, in the order of the parts. */
final class SentencePlanner {
  private static final int LONGEST_NAME = 100;

  /** More wishes than anybody has at once; each looks at every device. */
  private static final int MOST_CLAUSES = 60;

  private final Situation situation;
  private final Request request;
  private final GrammarPlanner.Reading reading;
  private final LanguagePack pack;
  private final PackWords packWords;
  private final Speech speech;
  private final Targets targets;
  private final Subjects subjects;
  private final ListReader lists;
  private final ShownTexts texts;
  private final Questions questions;
  private final GrammarPlanner.@Nullable Reading earlier;

  /**
   * Makes one.
   *
   * @param speech how it is answered
   * @param earlier what the same person said just before, or null
   */
  SentencePlanner(
      Situation situation,
      Request request,
      GrammarPlanner.Reading reading,
      Speech speech,
      GrammarPlanner.@Nullable Reading earlier) {
    this.earlier = earlier;
    this.situation = situation;
    this.request = request;
    this.reading = reading;
    this.packWords = reading.lexicon().pack();
    this.pack = packWords.pack();
    this.speech = speech;
    this.targets = new Targets(reading.lexicon(), situation.state(), request.area());
    this.subjects = new Subjects(reading.lexicon(), targets);
    this.lists = new ListReader(situation.lists(), packWords, speech, reading.formed());
    this.texts = new ShownTexts(situation.home(), reading.lexicon(), speech, reading.formed());
    this.questions =
        new Questions(situation, targets, subjects, speech, pack, this::clauses, earlier);
  }

  /**
   * The steps; never none.
   *
   * @param asSpoken the same sentence in the language that the speaker is said to use, which may be
   *     another one
   */
  List<Step> steps(GrammarPlanner.Reading asSpoken) {
    String said = request.text().strip();
    Sentence sentence = new Sentence(reading.tokens(), pack, reading.formed().text());
    Sentence spoken =
        new Sentence(asSpoken.tokens(), asSpoken.lexicon().pack().pack(), asSpoken.formed().text());
    List<Token> tokens = sentence.statement();
    List<Part> parts = wishes().parts();
    String small =
        SmallTalk.takenBack(reading.tokens())
            ? speech.say("talk.nevermind")
            : SmallTalk.answer(reading.tokens(), speech, situation.now());
    if (small != null) {
      return List.of(new Step.Answer(small, said));
    }
    boolean deeds = parts.size() == 1 && parts.getFirst() instanceof Part.Deeds;
    Step again = deeds ? questions.again(tokens, said) : null;
    boolean condition = parts.size() == 1 && asked(parts.getFirst());
    boolean question = (sentence.question() || spoken.question()) && !edits(parts) && !condition;
    List<Step> steps = new ArrayList<>();
    if (again != null) {
      steps.add(again);
    } else if (question) {
      steps.addAll(answers(sentence, parts, said));
    } else if (sentence.doubt()) {
      String plain = said.replaceAll("[?？]+$", "");
      steps.add(new Step.Ask(speech.say("ask.really"), List.of(plain), said));
    } else {
      steps.addAll(new Parts(tokens).steps(parts));
    }
    if (steps.isEmpty()) {
      steps.add(new Step.Refuse(said, speech.say("refuse.understand"), said));
    }
    return steps;
  }

  /** True where a frame is about a text that a device shows. */
  private static boolean shown(Frames.Match match) {
    return match.what().startsWith("text.");
  }

  private Wishes wishes() {
    String text = reading.formed().text();
    Pieces pieces = new Pieces(reading.tokens());
    String board = texts.pattern();
    List<String> timers =
        situation.timers().stream().map(timer -> pack.form().of(timer.name())).toList();
    return new Wishes(
        reading.tokens(),
        pieces,
        new FreeText(
            pieces,
            text,
            packWords.frames(),
            () -> new Frames.Slots(lists.pattern(), board),
            !board.isEmpty(),
            match -> shown(match) ? texts.fits(match) : lists.fits(match)),
        new TimerTalk(pieces, text, timers),
        pack.spaced());
  }

  /** "Is it open? If so, ...": the question is what the wish depends on. */
  private boolean asked(Part part) {
    if (part instanceof Part.Asked) {
      return true;
    }
    List<Token> tokens = reading.tokens();
    if (!(part instanceof Part.If test) || test.testEnd() >= tokens.size()) {
      return false;
    }
    Token behind = tokens.get(test.testEnd());
    boolean then = test.testEnd() > 0 && tokens.get(test.testEnd() - 1).text().equals("?");
    return then && (behind.is(Word.Mark.THEN) || behind.is(Word.Mark.SO))
        || tokens.stream().anyMatch(t -> t.is(Word.Mark.IFSO) || t.is(Word.Mark.IFNOT));
  }

  /** "Check the milk off my list" only begins like a question. */
  private static boolean edits(List<Part> parts) {
    return !parts.isEmpty()
        && parts.getFirst() instanceof Part.OfList list
        && list.from() == 0
        && !list.match().what().endsWith("ask");
  }

  /** What the sentence before ended on, as far as it was about devices. */
  private FollowUps followUps() {
    GrammarPlanner.Reading last = earlier;
    Situation.Exchange exchange = situation.before();
    if (last == null || exchange == null) {
      return new FollowUps(situation.home(), null, null);
    }
    List<Clause> clauses = clauses(last.tokens());
    return new FollowUps(
        situation.home(), clauses.isEmpty() ? null : clauses.getLast(), exchange.plan());
  }

  private List<Clause> clauses(List<Token> tokens) {
    return new ClauseParser(tokens, pack.spaced(), this::area).parse();
  }

  private @Nullable AreaId area(DeviceId id) {
    Device device = situation.home().device(id);
    return device == null ? null : device.area();
  }

  /** The questions of a sentence, one after the other. */
  private List<Step> answers(Sentence sentence, List<Part> parts, String said) {
    List<Integer> starts = sentence.questions();
    if (starts.size() == 1) {
      return List.of(answer(sentence, parts, said));
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : reading.tokens().size();
      List<Token> own = reading.tokens().subList(starts.get(i), end);
      steps.add(questions.answer(new Sentence(own, pack, ""), said));
    }
    return steps;
  }

  /** A question is answered, whatever else its words could mean: it never acts. */
  private Step answer(Sentence sentence, List<Part> parts, String said) {
    for (Part part : parts) {
      if (part instanceof Part.OfTimer timer) {
        return new Parts(reading.tokens()).timers(timer, true).getFirst();
      }
      if (part instanceof Part.OfList list && list.match().what().endsWith("ask")) {
        return lists.read(list, said).getFirst();
      }
    }
    return questions.answer(sentence, said);
  }

  /** The parts of a list of tokens. */
  private final class Parts {
    private final List<Token> tokens;
    private final Referents referents;

    /** What the condition speaks of whose wishes are being read. */
    private @Nullable Clause referent;

    Parts(List<Token> tokens) {
      this.tokens = tokens;
      this.referents =
          new Referents(tokens, targets, SentencePlanner.this::clauses, SentencePlanner.this::area);
    }

    List<Step> steps(List<Part> parts) {
      List<Step> steps = new ArrayList<>();
      for (Part part : parts) {
        switch (part) {
          case Part.Deeds deeds -> steps.addAll(deeds(deeds.from(), deeds.to()));
          case Part.Question question ->
              steps.add(
                  questions.answer(
                      new Sentence(tokens.subList(question.from(), question.to()), pack, ""),
                      words(question.from(), question.to())));
          case Part.Reminder reminder -> steps.addAll(reminder(reminder));
          case Part.OfTimer timer -> steps.addAll(timers(timer, false));
          case Part.OfList list when shown(list.match()) ->
              steps.addAll(texts.read(list.match(), words(list.from(), list.to())));
          case Part.OfList list -> steps.addAll(lists.read(list, words(list.from(), list.to())));
          case Part.Message message -> steps.addAll(message(message));
          case Part.Play play -> {
            TalkReader talk = talk();
            steps.addAll(talk.plain(play) ? deeds(play.from(), play.to()) : talk.play(play));
          }
          case Part.Keep keep -> {
            String words = words(keep.from(), keep.to());
            steps.add(
                keep.scene() ? new Step.SaveScene(words, words) : new Step.SaveAutomation(words));
          }
          case Part.Asked asked -> steps.addAll(condition(asked.test(), question(asked)));
          case Part.If test -> steps.addAll(condition(test, null));
        }
      }
      return steps;
    }

    /** A timer that is named after what to be reminded of. */
    private List<Step> reminder(Part.Reminder part) {
      int end = part.to();
      Duration delay = null;
      for (int i = part.from(); i < part.to(); i++) {
        Word.Delay found = tokens.get(i).get(Word.Delay.class);
        if (found != null && delay == null) {
          delay = found.time();
          end = i >= part.text() ? i : end;
        }
      }
      String said = words(part.from(), part.to());
      String name = end == part.text() ? words(said(end + 1), part.to()) : words(part.text(), end);
      return delay == null || name.length() > LONGEST_NAME
          ? List.of(new Step.Ask(speech.say("timer.howlong"), List.of(), said))
          : List.of(new Step.StartTimer(delay, name, targets.speaker(), "", List.of(), said));
    }

    /** "In ten minutes tell everyone that ...": what is to be said then. */
    private List<Step> message(Part.Message part) {
      List<Step> steps = talk().message(part);
      for (int i = part.from(); i < part.text(); i++) {
        Word.Delay delay = tokens.get(i).get(Word.Delay.class);
        if (delay != null && steps.stream().allMatch(Step::changes)) {
          String said = words(part.from(), part.to());
          String command = words(i + 1, part.to());
          return List.of(new Step.StartTimer(delay.time(), "", null, command, steps, said));
        }
      }
      return steps;
    }

    /** Behind a "to" that only joins. */
    private int said(int at) {
      return at < tokens.size() && tokens.get(at).is(Word.Mark.TO) ? at + 1 : at;
    }

    private TalkReader talk() {
      return new TalkReader(tokens, situation.home(), targets, speech, pack.spaced(), this::words);
    }

    List<Step> timers(Part.OfTimer part, boolean question) {
      return new TimerReader(
              tokens,
              situation,
              speech,
              pack.form(),
              targets.speaker(),
              this::words,
              inner -> new Parts(inner).steps(List.of(new Part.Deeds(0, inner.size()))))
          .read(part.from(), part.to(), question);
    }

    /** What the question before a condition is about, or null. */
    private @Nullable Clause question(Part.Asked part) {
      List<Token> asked = tokens.subList(part.from(), part.asked());
      List<Clause> read = clauses(new Sentence(asked, pack, "").statement());
      return read.isEmpty() ? null : read.getFirst();
    }

    private List<Step> condition(Part.If part, @Nullable Clause asked) {
      String said = words(part.from(), part.to());
      List<Token> test = tokens.subList(part.test(), part.testEnd());
      boolean either = test.stream().anyMatch(token -> token.is(Word.Mark.OR));
      List<Clause> clauses = new ArrayList<>();
      Conditions.pieces(test).forEach(piece -> clauses.addAll(clauses(piece)));
      if (test.stream().anyMatch(token -> token.is(Word.Mark.EVENT))) {
        return List.of(new Step.SaveAutomation(said));
      }
      if (asked != null) {
        Referents.goOn(clauses, asked);
      }
      referents.borrow(clauses, part);
      Condition condition =
          new Conditions(subjects, new Facts(situation.state())).of(clauses, either);
      Clause outer = referent;
      referent = clauses.isEmpty() ? null : clauses.getLast();
      List<Step> then = steps(part.then());
      referent = referents.wished(part.then(), referent);
      List<Step> otherwise = steps(part.otherwise());
      referent = outer;
      boolean unless = part.test() > 0 && tokens.get(part.test() - 1).is(Word.Mark.UNLESS);
      if (then.isEmpty()) {
        // 除非……，否则……: only what happens otherwise is said.
        unless = true;
        then = otherwise;
        otherwise = List.of();
      }
      if (condition == null || then.isEmpty()) {
        return List.of(
            new Step.Refuse(
                said, speech.say("refuse.condition", words(part.test(), part.testEnd())), said));
      }
      Condition wanted = unless ? new Condition.Not(condition) : condition;
      return List.of(new Step.When(wanted, then, otherwise, said));
    }

    private List<Step> deeds(int from, int to) {
      List<Token> own = tokens.subList(from, to);
      BiFunction<Integer, Integer, String> ownWords = (a, b) -> reading.said(own, a, b);
      ClausePlanner planner =
          new ClausePlanner(situation, new Liked(request, situation), targets, speech, ownWords);
      Delays delays = new Delays(speech, ownWords);
      List<Clause> clauses = clauses(own);
      if (from == 0 && earlier != null) {
        clauses = followed(own, clauses);
      }
      if (clauses.size() > MOST_CLAUSES) {
        String said = words(from, to);
        return List.of(new Step.Refuse(said, speech.say("refuse.many", MOST_CLAUSES), said));
      }
      referents.lend(clauses, referent);
      if (clauses.stream().anyMatch(clause -> clause.later)) {
        String said = words(from, to);
        return List.of(new Step.SaveAutomation(said));
      }
      for (Clause clause : clauses) {
        boolean remark = clause.denied && !clause.complete() && clauses.size() > 1;
        if (!remark) {
          delays.add(clause, planner.plan(clause));
        }
      }
      return delays.steps();
    }

    /** The clauses, the first of them completed by what was said before. */
    private List<Clause> followed(List<Token> own, List<Clause> clauses) {
      FollowUps followUps = followUps();
      boolean other =
          clauses.isEmpty() && own.stream().anyMatch(token -> token.is(Word.Mark.OTHER));
      Clause instead = other ? followUps.other(0, own.size()) : null;
      if (instead != null) {
        return List.of(instead);
      }
      if (!clauses.isEmpty()) {
        followUps.complete(clauses.getFirst());
      }
      return clauses;
    }

    private String words(int from, int to) {
      return reading.said(tokens, from, to);
    }
  }
}
