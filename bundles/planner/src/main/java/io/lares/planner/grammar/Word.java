package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.planner.Condition;
import java.time.Duration;
import java.util.Set;

/** What a stretch of a sentence may mean, in no language. */
sealed interface Word {
  /** Something to do, or the state that somebody asks for or asks about. */
  record Do(Verb verb, Form form) implements Word {}

  /** How a verb stands in the sentence. */
  enum Form {
    /** It can open a new clause. */
    VERB,
    /** It completes a weak verb: turn the lamp <em>off</em>. */
    PARTICLE,
    /** It describes: is the door <em>locked</em>. */
    STATE
  }

  /** A kind of device. */
  record Kind(Group group, String noun, boolean plural, boolean narrow) implements Word {}

  /**
   * The whole name of devices.
   *
   * @param generic true where the name only says what kind it is and where, or is the end of a name
   * @param plural true where it means all of them
   */
  record Name(Set<DeviceId> devices, boolean generic, boolean plural) implements Word {
    Name(Set<DeviceId> devices, boolean generic) {
      this(devices, generic, false);
    }
  }

  /** A word that occurs in the names of these devices. */
  record Part(Set<DeviceId> devices) implements Word {}

  /** An area, or all areas of a floor. */
  record Place(Set<AreaId> areas, String name) implements Word {}

  record About(Feature feature) implements Word {}

  /**
   * Attributes that the vocabulary does not know, by their own names.
   *
   * @param partly true for one word of a longer name, which only hints at the attribute
   */
  record Described(Set<AttributeId> attributes, boolean partly) implements Word {}

  /** A value that an attribute of some device may take. */
  record Choice(String value) implements Word {}

  record Amount(double percent) implements Word {}

  record Numeral(double value, boolean percent) implements Word {}

  record Colour(String hex) implements Word {}

  record White(double kelvin) implements Word {}

  record Mode(String value) implements Word {}

  record Unit(String unit) implements Word {}

  /** Which one, counted from 1; -1 for the last. */
  record Ordinal(int place) implements Word {}

  /** So many times what it is now: <em>double</em> the volume. */
  record Factor(double times) implements Word {}

  record Degree(double factor) implements Word {}

  /** An adjective that wants more or less of something where an amount follows: 高两度. */
  record Graded(Verb verb) implements Word {}

  /** A unit of time, in seconds. */
  record TimeUnit(double seconds) implements Word {}

  /** A length of time. */
  record Span(Duration time) implements Word {}

  /** How long from now. */
  record Delay(Duration time) implements Word {}

  /** A state that is not the outcome of a verb: occupied, home. */
  record State(String state) implements Word {}

  /** How two numbers compare: above, below. */
  record Compare(Condition.Test test) implements Word {
    static Compare of(boolean more) {
      return new Compare(more ? Condition.Test.ABOVE : Condition.Test.BELOW);
    }
  }

  record Topic(String topic) implements Word {}

  /** What sounds like another word. */
  record Slip(String meant) implements Word {}

  record Ask(String what) implements Word {}

  /** A word of the sentence's frame. */
  enum Mark implements Word {
    FILLER,
    POLITE,
    BA,
    IN,
    ARTICLE,
    TO,
    BY,
    AND,
    THEN,
    BUT,
    ALL,
    OTHER,
    EVERYTHING,
    EXCEPT,
    EXCEPTEND,
    HERE,
    HOUSE,
    /** In the open air: the garden, the terrace, what the weather service says. */
    OUTSIDE,
    /** Rooms are asked for, and not devices: which <em>rooms</em> are dark. */
    ROOMS,
    PRONOUN,
    /** What follows belongs to what was named before: <em>its</em> lamp. */
    WHOSE,
    /** Opens what people say about themselves beside a wish: <em>I am</em> awake. */
    REMARK,
    /** Opens a reason, which wishes for nothing: <em>since</em> nobody is there. */
    REASON,
    /** Says how something is, in what is told beside a wish: guests <em>are</em> here. */
    COPULA,
    /** Where what was named before is. */
    THERE,
    NOT,
    /** It is said not to be so: the lamp is <em>not</em> on, <em>nobody</em> is at home. */
    DENIED,
    /** What is named stays as it is: <em>leave</em> the lamp on. */
    KEEP,
    LATER,
    /** Something that happens, in a condition: if the door <em>opens</em>. */
    EVENT,
    /** Opens a condition where a wish follows: <em>should</em> it be open, close it. */
    INVERTED,
    /** Behind an adjective, before what something is compared with. */
    THAN,
    /** What follows is meant instead: not the fan, <em>just</em> the lamp. */
    ONLY,
    MINIMUM,
    /** Makes the number or unit before it half more: an hour <em>and a half</em>. */
    HALF,
    /** Behind a length of time: ten minutes <em>later</em>. */
    LATERON,
    /** Before a length of time: <em>after</em> ten minutes. */
    AFTER,
    /** The name follows: a timer <em>called</em> pizza. */
    NAMED,
    /** Opens what a message says. */
    THAT,
    IF,
    /** Opens a condition that must not hold. */
    UNLESS,
    /** What was asked just before is the condition: "is it open? <em>If so</em>, close it". */
    IFSO,
    /** The other way round: what was asked must not be so. */
    IFNOT,
    /** Behind a condition that nothing opened. */
    IFEND,
    ELSE,
    /** Between a condition and a wish. */
    SO,
    OR,
    AM,
    PM,
    OCLOCK,
    /** Takes back what was said before: no, I meant. */
    NO,
    /** Before what something is for or how long. */
    FOR,
    /** Beside a verb of more and less: it asks for a step from now. */
    STEP,
    /** A comma or another stop. */
    STOP
  }
}
