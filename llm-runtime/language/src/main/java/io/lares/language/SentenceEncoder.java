package io.lares.language;

import java.util.List;
import java.util.Set;

/**
 * Gives sentences a direction by their meaning: those that mean nearly the same point nearly the
 * same way. An OSGi service, one for each model, with the property {@link #LANGUAGE} for each of
 * its languages. Safe from any thread.
 *
 * <p>A model is loaded by the first call of {@link #encode}, which therefore takes longer, and may
 * be let go when nobody has asked for a while. Nothing leaves the machine.
 */
public interface SentenceEncoder {
  /** The service property that names the languages, as {@link #languages} does. */
  String LANGUAGE = "lares.language";

  /** The most texts that one call takes. */
  int MOST_TEXTS = 256;

  /** The model's name with its version; vectors of different names can't be compared. */
  String name();

  /** The languages that it was made for, as ISO 639 codes: {@code en}, {@code zh}. */
  Set<String> languages();

  /** How many values a vector has. */
  int dimension();

  /** How many characters of a text count; what follows is passed over. */
  int longestText();

  /**
   * The vectors of the texts, in their order. The vector of a text does not depend on the other
   * texts. Any text has one, an empty or senseless one as well. A caller that is interrupted stops
   * waiting at once, and the rest of its texts is not worked on.
   *
   * @param texts at most {@link #MOST_TEXTS}
   * @throws LanguageException where there is no answer: {@code UNAVAILABLE}, {@code BUSY}, {@code
   *     CLOSED} or {@code FAILED}
   * @throws IllegalArgumentException where there are more texts
   */
  List<SentenceVector> encode(List<String> texts) throws LanguageException, InterruptedException;
}
