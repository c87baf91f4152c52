package io.lares.encoder;

import java.util.List;

/** Sentences of one home, each with one that means the same and one that does not. */
final class Samples {
  private Samples() {}

  /** One sample. */
  record Triple(String text, String paraphrase, String unrelated) {}

  static final List<Triple> ENGLISH =
      List.of(
          new Triple(
              "turn on the lights in the kitchen",
              "switch the kitchen lamps on",
              "what will the weather be tomorrow"),
          new Triple("I'm freezing", "it is too cold in here", "play some jazz"),
          new Triple(
              "it's too dark to read", "I need more light for my book", "lock the front door"),
          new Triple(
              "we're off to bed", "good night, we are going to sleep", "start the washing machine"),
          new Triple("make it quieter", "turn the volume down", "open the garage"),
          new Triple(
              "clean the floor in the living room",
              "vacuum the lounge",
              "how warm is it in the bedroom"),
          new Triple("did I leave the oven on?", "is the stove still running?", "close the blinds"),
          new Triple(
              "remind me in ten minutes",
              "set a timer for 10 minutes",
              "the dog is in the garden"));

  static final List<Triple> CHINESE =
      List.of(
          new Triple("打开厨房的灯", "把厨房灯开一下", "明天天气怎么样"),
          new Triple("我好冷", "屋里太冷了", "放一首爵士乐"),
          new Triple("太暗了,看不清书", "看书光线不够", "把前门锁上"),
          new Triple("我们要睡觉了", "晚安,准备休息", "启动洗衣机"),
          new Triple("小声一点", "把音量调低", "打开车库门"),
          new Triple("打扫客厅的地板", "让扫地机去客厅吸尘", "卧室温度是多少"),
          new Triple("烤箱关了吗", "我是不是忘了关烤箱", "把窗帘拉上"),
          new Triple("十分钟后提醒我", "设一个十分钟的定时器", "狗在花园里"));
}
