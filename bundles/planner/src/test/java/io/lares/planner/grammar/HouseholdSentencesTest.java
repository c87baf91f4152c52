package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timers, lists, messages, music and conditions, in both languages. */
class HouseholdSentencesTest {
  private static Said english(String text) {
    return Said.to(Homes.house()).say(text);
  }

  private static Said chinese(String text) {
    return Said.to(Homes.chinese()).say(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set a timer for an hour and a half                | start 5400
          please start a tea timer for four minutes         | start 240 tea
          90 second timer called soft eggs                  | start 90 soft eggs
          give the pizza timer another 5 minutes            | add 300 t1
          take 30 seconds off the pizza timer               | remove 30 t1
          add two minutes to the kitchen timer              | add 120 t1
          pause the pizza timer                             | pause t1
          resume the timer in the study                     | resume t2
          stop the ten minute timer                         | cancel t1
          cancel all timers                                 | cancel_all t1 t2
          turn off the reading lamp in 20 minutes           | start 1200: turn off the reading lamp
          in half an hour lock the front door               | start 1800: lock the front door
          wait five minutes and then turn off the tv        | start 300: turn off the tv
          set a timer for 10 minutes to turn off the tv     | start 600: turn off the tv
          """)
  void timers(String text, String timer) {
    Said said = english(text);

    assertThat(said.timers()).as(text).containsExactly(timer);
    assertThat(said.commands()).as(text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start two timers, 5 minutes for eggs and 8 minutes for toast   | start 300 eggs, start 480 toast
          set timers, ten minutes for the rice and 20 minutes            | start 600 rice, start 1200
          start a timer for 3 minutes for tea and one for 40 minutes     | start 180 tea, start 2400
          set two timers: 90 seconds for broccoli and one hour for bread | start 90 broccoli, start 3600 bread
          """)
  void severalTimers(String text, String timers) {
    Said said = english(text);

    assertThat(said.timers()).as(text).containsExactly(timers.split(", "));
    assertThat(said.commands()).as(text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          定一个五分钟的计时器        | start 300
          设个两小时半的计时器        | start 9000
          倒计时一个半小时            | start 5400
          計時兩個半小時              | start 9000
          泡茶计时器四分钟            | start 240 泡茶
          給煮麵計時器再加三分鐘      | add 180 t1
          把煮面计时器缩短三十秒      | remove 30 t1
          暂停厨房的计时器            | pause t1
          把所有计时器都取消          | cancel_all t1 t2
          半小时后关掉电视            | start 1800: 关掉电视
          十分鐘後把床頭燈關掉        | start 600: 把床頭燈關掉
          """)
  void timersInChinese(String text, String timer) {
    Said said = chinese(text);

    assertThat(said.timers()).as(text).containsExactly(timer);
    assertThat(said.commands()).as(text).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add eggs and olive oil to the shopping list          | add shopping eggs, add shopping olive oil
          put call the plumber on my to-do list                | add house_tasks call the plumber
          we are out of coffee                                 | add shopping coffee
          we are out of coffee, sugar and tea                  | add shopping coffee, add shopping sugar, add shopping tea
          cross milk off the shopping list                     | complete shopping milk
          I bought the bread                                   | complete shopping Bread
          mark feed the cat as done on my house tasks          | complete house_tasks feed the cat
          remove milk from the shopping list                   | remove shopping milk
          clear the shopping list                              | clear shopping
          """)
  void lists(String text, String changes) {
    assertThat(english(text).lists()).as(text).containsExactly(changes.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          把鸡蛋和面包加到购物清单   | add shopping 鸡蛋, add shopping 面包
          在待辦清單裡加上倒垃圾     | add todo 倒垃圾
          从购物清单里删掉牛奶       | remove shopping 牛奶
          牛奶买好了                 | complete shopping 牛奶
          清空购物清单               | clear shopping
          購物清單加上蘋果和雞蛋     | add shopping 蘋果, add shopping 雞蛋
          """)
  void listsInChinese(String text, String changes) {
    assertThat(chinese(text).lists()).as(text).containsExactly(changes.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          how much time is left on the pizza timer | 4 minutes left on the pizza timer.
          what is on my shopping list              | Shopping List: milk and Bread.
          is milk on the shopping list             | Yes, milk is on Shopping List.
          how many items are on the shopping list  | 2 on Shopping List.
          """)
  void questions(String text, String answer) {
    Said said = english(text);

    assertThat(said.answer()).isEqualTo(answer);
    assertThat(said.timers()).isEmpty();
    assertThat(said.lists()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          announce that dinner is ready                         | hub Message.broadcast=dinner is ready
          tell everyone the taxi is here and lock the front door | hub Message.broadcast=the taxi is here, front_door DoorLock.lockState=locked
          play Yesterday by the Beatles on the TV               | tv Media.track=Yesterday by the Beatles
          play some Miles Davis on the telly and dim the reading lamp | tv Media.track=Miles Davis, living_lamp LevelControl.currentLevel=30
          """)
  void freeText(String text, String commands) {
    assertThat(english(text).commands()).as(text).containsExactly(commands.split(", "));
  }
}
