package io.lares.driver.virtual;

import static io.lares.home.Vocabulary.ON_OFF;
import static io.lares.home.Vocabulary.PLAYBACK;
import static io.lares.home.Vocabulary.TRACK;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.List;
import java.util.random.RandomGenerator;

/** A player that shows what it plays, and goes on to the next piece when one ends. */
final class MediaModel implements Model {
  private static final AttributeId TITLE = AttributeId.parse("Media.title");
  private static final double PIECE_SECONDS = 210;
  private static final List<String> PIECES =
      List.of("Morning Walk", "Rain on Tin", "The Owl's Lantern", "Harbour Lights", "Slow Train");

  private int piece;
  private double played;

  @Override
  public boolean command(States states, AttributeId attribute, Value value) {
    if (attribute.equals(TRACK)) {
      played = 0;
      states.show(TITLE, value);
      states.show(PLAYBACK, Value.of("playing"));
      states.show(ON_OFF, Value.of(true));
    } else if (attribute.equals(PLAYBACK)) {
      play(states, value);
    } else if (attribute.equals(ON_OFF) && value.equals(Value.of(false))) {
      states.show(PLAYBACK, Value.of("stopped"));
      states.show(TITLE, Value.of(""));
    }
    return false;
  }

  private void play(States states, Value playback) {
    if (playback.equals(Value.of("playing"))) {
      states.show(ON_OFF, Value.of(true));
      if (!states.shows(TITLE) || states.is(TITLE, "")) {
        next(states);
      }
    } else if (!playback.equals(Value.of("paused"))) {
      states.show(TITLE, Value.of(""));
    }
  }

  @Override
  public void pass(States states, double seconds, RandomGenerator chance) {
    if (states.is(PLAYBACK, "playing")) {
      played += seconds;
      if (played >= PIECE_SECONDS) {
        next(states);
      }
    }
  }

  private void next(States states) {
    played = 0;
    piece = (piece + 1) % PIECES.size();
    states.show(TITLE, Value.of(PIECES.get(piece)));
  }
}
