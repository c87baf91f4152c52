package io.lares.habits.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.habits.next.Evaluation;
import io.lares.habits.next.Score;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code hub habits evaluate}: learns the next action from one file of sessions, chooses by a
 * second, and prints how well the last actions of a third are foretold.
 */
final class HabitsCommand {
  private static final String USAGE =
      """
      Usage: hub habits evaluate --train FILE --valid FILE --test FILE [--json]
             A file holds one session a line: integers with tabs between, five to an action:
             day of the week 0-6, three-hour bucket 0-7, device, control, device-control id.\
      """;

  private final PrintStream out;
  private final PrintStream err;

  HabitsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it.
   *
   * @return 0 when it is done, 1 when a file can't be used, 2 when the arguments make no sense
   */
  int run(String... arguments) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean json = words.remove("--json");
    Map<String, Path> files = new HashMap<>();
    try {
      for (int i = 1; i + 1 < words.size(); i += 2) {
        files.put(words.get(i), Path.of(words.get(i + 1)));
      }
    } catch (InvalidPathException e) {
      err.println("hub habits: " + e.getMessage());
      return 2;
    }
    Path train = files.get("--train");
    Path valid = files.get("--valid");
    Path test = files.get("--test");
    if (words.size() != 7
        || !words.getFirst().equals("evaluate")
        || train == null
        || valid == null
        || test == null) {
      err.println(USAGE);
      return 2;
    }
    try {
      Evaluation evaluation = Evaluation.of(train, valid, test, err::println);
      if (json) {
        out.println(document(evaluation));
      } else {
        print(evaluation);
      }
      return 0;
    } catch (IOException e) {
      err.println("hub habits: " + e.getMessage());
      return 1;
    }
  }

  private void print(Evaluation evaluation) {
    out.printf("%-26s %8s %8s %8s %8s %8s%n", "", "HR@1", "HR@5", "HR@10", "mAP@1", "mAP@5");
    for (Evaluation.Line line : evaluation.lines()) {
      Score score = line.score();
      out.printf(
          Locale.ROOT,
          "%-26s %8.4f %8.4f %8.4f %8.4f %8.4f%n",
          line.name(),
          score.hr1(),
          score.hr5(),
          score.hr10(),
          score.map1(),
          score.map5());
    }
    out.printf(
        Locale.ROOT,
        "%d sessions learned from, %d chosen by, %d foretold; %s; %.0f s%n",
        evaluation.train(),
        evaluation.valid(),
        evaluation.test(),
        evaluation.chosen(),
        evaluation.seconds());
  }

  private static String document(Evaluation evaluation) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode document = json.createObjectNode();
    document.put("train", evaluation.train());
    document.put("valid", evaluation.valid());
    document.put("test", evaluation.test());
    document.put("chosen", evaluation.chosen());
    document.put("seconds", evaluation.seconds());
    ObjectNode scores = document.putObject("scores");
    for (Evaluation.Line line : evaluation.lines()) {
      Score score = line.score();
      scores
          .putObject(line.name())
          .put("hr@1", score.hr1())
          .put("hr@5", score.hr5())
          .put("hr@10", score.hr10())
          .put("map@1", score.map1())
          .put("map@5", score.map5());
    }
    return json.writeValueAsString(document);
  }
}
