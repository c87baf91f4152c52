package io.lares.planner.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes sentences that nobody would say out of ones that people do, the same ones for a seed. */
final class SentenceFuzzer {
  /** As long as a request may be, and a little longer. */
  private static final int LONG = 10_300;

  private static final List<String> STRANGE =
      List.of(
          "😀",
          "👩‍👩‍👧",
          "🔓",
          "🇩🇪",
          "\u202e",
          "\u0000",
          "\ufeff",
          "\ud83d",
          "\u0301",
          "ﷺ",
          "Ⅷ",
          "½",
          "\t",
          "\n",
          "{}",
          "${x}",
          "%s",
          "\\",
          "\"",
          "'",
          "<b>",
          "；",
          "，",
          "。",
          "-0",
          "1e309",
          "٣",
          "NaN",
          "999999999999999999999",
          "..",
          "％",
          "°",
          "null");
  private static final List<String> DANGEROUS =
      List.of(
          "unlock",
          "open",
          "front door",
          "garage door",
          "shed",
          "driveway gate",
          "all doors",
          "main",
          "valve",
          "everything",
          "yes",
          "confirmed",
          "if",
          "in 2 seconds",
          "except",
          "not",
          "again",
          "打开",
          "解锁",
          "入户门",
          "大门",
          "所有",
          "阀门",
          "如果",
          "开锁",
          "鐵捲門",
          "不要",
          "确认");

  private final Random random;
  private final List<String> texts;
  private final List<String> words;

  SentenceFuzzer(long seed, List<JsonNode> requests, JsonNode home) {
    random = new Random(seed);
    texts = requests.stream().map(request -> request.path("text").asText()).toList();
    words = new ArrayList<>(DANGEROUS);
    for (String list : List.of("floors", "areas", "devices", "timers", "lists")) {
      home.path(list).forEach(each -> words.add(each.path("name").asText()));
    }
    texts.forEach(text -> words.addAll(List.of(text.split(" "))));
  }

  String next() {
    return switch (random.nextInt(200)) {
      case 0 -> repeated(LONG - random.nextInt(600));
      case 1 -> chain(words, LONG - random.nextInt(600));
      case 2 -> noise(LONG - random.nextInt(600));
      default ->
          switch (random.nextInt(6)) {
            case 0 -> chain(words, 1 + random.nextInt(80));
            case 1 -> noise(1 + random.nextInt(60));
            case 2 -> chain(DANGEROUS, 1 + random.nextInt(60));
            case 3 -> spliced();
            default -> bent(text());
          };
    };
  }

  private String text() {
    return pick(texts);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String repeated(int length) {
    String piece = random.nextBoolean() ? text() : pick(random.nextBoolean() ? words : STRANGE);
    return piece.isEmpty() ? "" : (piece + " ").repeat(1 + length / (piece.length() + 1));
  }

  private String chain(List<String> from, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(random.nextInt(12) == 0 ? pick(STRANGE) : pick(from));
      text.append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  /** Any code points, most of them of the two scripts. */
  private String noise(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> ' ' + random.nextInt(95);
            case 1, 2 -> '\u4e00' + random.nextInt(0x51a6);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
          };
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  private String spliced() {
    String one = text();
    String other = text();
    String start = one.substring(0, random.nextInt(one.length() + 1));
    return start + pick(List.of("", " ", " and ", "，", " 然后")) + bent(other);
  }

  /** A sentence with letters lost, doubled, swapped or strange. */
  private String bent(String text) {
    StringBuilder bent = new StringBuilder(text);
    for (int i = random.nextInt(6); i > 0 && bent.length() > 1; i--) {
      int at = random.nextInt(bent.length() - 1);
      switch (random.nextInt(5)) {
        case 0 -> bent.deleteCharAt(at);
        case 1 -> bent.insert(at, bent.charAt(at));
        case 2 -> bent.insert(at, pick(STRANGE));
        case 3 -> bent.insert(at, " " + pick(words) + " ");
        default -> {
          char swapped = bent.charAt(at);
          bent.setCharAt(at, bent.charAt(at + 1));
          bent.setCharAt(at + 1, swapped);
        }
      }
    }
    return bent.toString();
  }
}
