package io.lares.driver.virtual;

import java.util.Random;

/** Devices for the tests of models. */
final class Homes {
  private Homes() {}

  /** A device that shows this, as a home file writes it. */
  static States states(String state) {
    return states("Generic", state, "{}");
  }

  static States states(String type, String state, String describe) {
    return new States(blueprint(type, state, describe));
  }

  static Blueprint blueprint(String type, String state, String describe) {
    String json =
        "[{\"id\": \"x\", \"type\": \"%s\", \"state\": %s, \"describe\": %s}]"
            .formatted(type, state, describe);
    return new BlueprintReader().devices(json).getFirst();
  }

  /** Lets so many seconds pass, one by one. */
  static void pass(Model model, States states, int seconds) {
    Random chance = new Random(1);
    for (int i = 0; i < seconds; i++) {
      model.pass(states, 1, chance);
    }
  }
}
