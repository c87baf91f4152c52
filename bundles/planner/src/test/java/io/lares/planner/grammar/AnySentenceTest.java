package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.kernel.Policy;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every sentence, whatever it says. */
class AnySentenceTest {
  private static final int SENTENCES = 20_000;
  private static final Actor ANN =
      Actor.person(new PersonId("ann"), Person.Role.OWNER, Actor.Channel.SENTENCE);
  private static final List<String> PIECES =
      List.of(
          "turn",
          "on",
          "off",
          "the",
          "kitchen",
          "front door",
          "unlock",
          "lock",
          "open",
          "garage",
          "everything",
          "except",
          "and",
          "then",
          "all",
          "50",
          "%",
          "to",
          "red",
          "2700",
          "kelvin",
          "light",
          "lamp",
          "blinds",
          ",",
          "not",
          "don't",
          "half",
          "seven",
          "hundred",
          "point",
          "it",
          "把",
          "打开",
          "关闭",
          "大门",
          "除了",
          "以外",
          "的",
          "灯",
          "客厅",
          "卧室",
          "百分之",
          "五十",
          "调到",
          "解锁",
          "和",
          "然后",
          "所有",
          "設備",
          "溫度",
          "吗",
          "。",
          "😀",
          "👩‍👩‍👧",
          "\u202e",
          "\u0000",
          "xq",
          "é",
          "人",
          "it's",
          "a",
          "an",
          "in",
          "degrees",
          "-5",
          "999999999999",
          "1.5.5",
          "add",
          "to the shopping list",
          "timer",
          "in ten minutes",
          "for 5 minutes",
          "if",
          "otherwise",
          "is on",
          "above 20",
          "say",
          "play",
          "remind me to",
          "every day",
          "at 7 pm",
          "3/4",
          "如果",
          "的话",
          "否则",
          "就",
          "计时器",
          "十分钟后",
          "购物清单",
          "提醒我",
          "播放",
          "广播",
          "每天");

  private final GrammarPlanner planner = new GrammarPlanner();

  private static Request request(String text, String language) {
    return new Request(text, Locale.forLanguageTag(language), ANN, null);
  }

  private Plan plan(TestHome home, String text, String language) {
    return planner.plan(request(text, language), home.situation(null));
  }

  private static List<Command> commands(Plan plan) {
    List<Command> commands = new ArrayList<>();
    plan.all().forEach(step -> commands.addAll(step.sends()));
    return commands;
  }

  @Test
  void everySentenceGetsAPlanWhoseCommandsFitTheHome() {
    Random random = new Random(7);
    TestHome house = Homes.house();
    TestHome jia = Homes.chinese();
    for (int i = 0; i < SENTENCES; i++) {
      TestHome home = random.nextBoolean() ? house : jia;
      String text = sentence(random, i % 500 == 0 ? 2000 : 1 + random.nextInt(14));
      String language = random.nextBoolean() ? "en" : "zh-CN";
      Plan plan = plan(home, text, language);
      assertThat(plan.steps()).as(text).isNotEmpty();
      if (i % 10 == 0) {
        new Said(plan, request(text, language))
            .checkWords(planner.speech(home.home, plan.language()));
      }
      for (Command command : commands(plan)) {
        Device device = Objects.requireNonNull(home.home.device(command.device()));
        var attribute = Objects.requireNonNull(device.attribute(command.attribute()));
        assertThat(attribute.kind().misfit(command.value())).as(text).isNull();
        assertThat(attribute.commandable()).as(text).isTrue();
      }
    }
  }

  private static String sentence(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces && text.length() < GrammarPlanner.LONGEST - 12; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  @Test
  void aQuestionNeverActs() {
    Random random = new Random(11);
    List<String> english =
        List.of("is ", "are ", "which ", "what is ", "how many ", "why is ", "who ", "where is ");
    for (int i = 0; i < 4000; i++) {
      String rest = sentence(random, 1 + random.nextInt(10));
      String asked = english.get(random.nextInt(english.size())) + rest;
      assertThat(commands(plan(Homes.HOUSE, asked, "en"))).as(asked).isEmpty();
      String chinese = "是不是" + rest;
      assertThat(commands(plan(Homes.JIA, chinese, "zh-CN"))).as(chinese).isEmpty();
    }
  }

  @Test
  void thePolicyHoldsWhateverOpensTheHome() {
    Plan plan = plan(Homes.HOUSE, "unlock the front door and open the garage door", "en");

    assertThat(commands(plan))
        .hasSize(2)
        .allSatisfy(command -> {
          Device device = Objects.requireNonNull(Homes.HOUSE.home.device(command.device()));
          assertThat(Policy.decide(ANN, device, command.attribute(), command.value()))
              .isEqualTo(Policy.Decision.CONFIRM);
        });
  }

  @Test
  void aSentenceThatIsTooLongIsRefused() {
    Plan plan = plan(Homes.HOUSE, "lights off ".repeat(1000), "en");

    assertThat(plan.steps()).singleElement().isInstanceOf(Step.Refuse.class);
  }

  @Test
  void tenThousandCharactersOfNonsenseAreAnswered() {
    for (String piece :
        List.of(
            "if the lamp is on ",
            "say, ",
            "add, to the list, ",
            "timer and ",
            "in ten minutes, ",
            "play x and ",
            "如果灯亮着就",
            "的话",
            "否则",
            "灯",
            "ab",
            "kitchen ",
            "一百",
            "9",
            "😀",
            "and ",
            "除了",
            "x")) {
      String text = piece.repeat(10_000 / piece.length());
      assertThat(plan(Homes.HOUSE, text, "en").steps()).isNotEmpty();
      assertThat(plan(Homes.JIA, text, "zh-CN").steps()).isNotEmpty();
    }
  }
}
