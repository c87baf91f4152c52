package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemarksTest {
  private static final List<Word> STOP = List.of(Word.Mark.STOP);
  private static final List<Word> IS = List.of(Word.Mark.FILLER, Word.Mark.COPULA);
  private static final List<Word> OFF = List.of(new Word.Do(Verb.OFF, Word.Form.VERB));
  private static final List<Word> LAMP = List.of(new Word.Kind(Group.LIGHT, "lamp", false, true));
  private static final List<Word> UNKNOWN = List.of();

  @Test
  void whatIsToldBesideAWishIsLeftOut() {
    List<Token> said = said(OFF, LAMP, STOP, UNKNOWN, IS, UNKNOWN);

    assertThat(Remarks.dropped(said)).isEqualTo(said.subList(0, 3));
  }

  @Test
  void whatIsToldAloneStays() {
    List<Token> said = said(UNKNOWN, IS, UNKNOWN, STOP, UNKNOWN);

    assertThat(Remarks.dropped(said)).isEqualTo(said);
  }

  @Test
  void wordsThatNothingExplainsAreNoRemarkByThemselves() {
    List<Token> said = said(OFF, LAMP, STOP, UNKNOWN);

    assertThat(Remarks.dropped(said)).isEqualTo(said);
  }

  @Test
  void whatNamesADeviceIsNoRemark() {
    List<Token> said = said(OFF, LAMP, STOP, LAMP, IS, UNKNOWN);

    assertThat(Remarks.dropped(said)).isEqualTo(said);
  }

  @Test
  void whatIsDeniedIsNoRemark() {
    List<Token> said = said(OFF, LAMP, STOP, List.of(Word.Mark.NOT), IS, UNKNOWN);

    assertThat(Remarks.dropped(said)).isEqualTo(said);
  }

  @Test
  void conditionsHaveNoRemarks() {
    List<Token> said = said(List.of(Word.Mark.IF), UNKNOWN, IS, UNKNOWN, STOP, OFF, LAMP);

    assertThat(Remarks.dropped(said)).isEqualTo(said);
  }

  @SafeVarargs
  private static List<Token> said(List<Word>... words) {
    List<Token> tokens = new ArrayList<>();
    for (List<Word> each : words) {
      int at = tokens.size();
      tokens.add(new Token(at, at + 1, "x", each));
    }
    return tokens;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          We're going to bed, so lock the front door                       | fd DoorLock.lockState=locked
          I'm having guests: open the guest room blind                     | gblind WindowCovering.position=100
          I'm about to leave the house; lock the front door                | fd DoorLock.lockState=locked
          Since nobody is in the kitchen, turn off the kitchen spotlights  | k1 OnOff.onOff=false
          The movie is starting. Close the living room curtains            | lcur WindowCovering.position=0
          """)
  void whatPeopleAreAboutToDoAndWhyIsNoWish(String text, String commands) {
    Said said = Said.to(Homes.PENTHOUSE).say(text);

    assertThat(said.commands()).as(text).containsExactly(commands.split(", "));
    assertThat(said.refused()).as(text).isEmpty();
  }

  @Test
  void whatIsSaidToBeDoneWhenSomethingHappensIsNotDoneAtOnce() {
    Said said =
        Said.to(Homes.PENTHOUSE)
            .say("when the food level of the pet feeder is under 20%, lock the front door");

    assertThat(said.commands()).isEmpty();
  }

  @Test
  void aWishBeforeIfNotHangsOnTheQuestion() {
    assertThat(
            Said.to(Homes.PENTHOUSE)
                .say("check whether the front door is locked and lock it if it isn't")
                .plan()
                .steps())
        .singleElement()
        .isInstanceOf(Step.When.class);
  }
}
