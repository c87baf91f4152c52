package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wanted hangs on the answer to a question that stands before it. */
class HangingWishesTest {
  private static final String HOLDS = "yes";

  private static void decides(TestHome home, String text, String holds) {
    Said said = Said.to(home).say(text);
    assertThat(said.plan().steps()).as(text).singleElement().isInstanceOf(Step.When.class);
    Step.When when = (Step.When) said.plan().steps().getFirst();
    assertThat(when.condition().holds(home)).as(text).isEqualTo(holds.equals(HOLDS));
    assertThat(when.then()).as(text).singleElement().isInstanceOf(Step.Act.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          is there somebody in exam one? if not turn its lights off                    | yes
          is anyone in exam two? if so put the light on in there                       | yes
          is the front door locked? if it isn't, lock it                               | yes
          is the front door locked, and if it's not lock it                            | yes
          is the kettle on? then turn it off                                           | no
          the kettle is off, isn't it? then turn it on                                 | yes
          check whether it's under 20 in the kennels and if it is set the kennel heating to 21 | yes
          see if the kettle is on and if so turn it off                                | no
          if exam one is empty and exam two is not, turn on the exam two light         | yes
          should the kennels be warmer than 25, open the trough valve                  | no
          """)
  void english(String text, String holds) {
    decides(Homes.VET, text, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          仓库有人吗？没人的话把除湿机关了           | yes
          店门锁好了没有，没有就锁一下               | yes
          店门锁了吗，没锁就锁上                     | yes
          制冰机开着吗？不是的话打开                 | no
          猫房湿度多少？超过七十就打开猫房净化器     | yes
          湿度要是在七十以上，就打开猫房净化器       | yes
          """)
  void chinese(String text, String holds) {
    decides(Homes.CAFE, text, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          鐵捲門開著嗎？開著的話幫我關起來           | yes
          茶水間燈是不是開著，是的話關掉             | no
          """)
  void traditionalChinese(String text, String holds) {
    decides(Homes.KILN, text, holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the kettle is off, isn't it?             | Yes, Kettle is off.
          check if the front door is locked        | No, Front Door is unlocked.
          """)
  void aQuestionThatNothingHangsOnIsOnlyAnswered(String text, String answer) {
    Said said = Said.to(Homes.VET).say(text);

    assertThat(said.answer()).isEqualTo(answer);
    assertThat(said.commands()).isEmpty();
  }
}
