package io.lares.planner.grammar;

import io.lares.planner.language.TextForm;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts small slips right: words that name nothing, and are a letter or two away from one that does.
 * Verbs are only put right where two letters changed places, because a wrong verb does harm.
 */
final class Spelling {
  private static final int SHORTEST = 5;
  private static final int SHORTEST_SWAP = 4;
  private static final int SHORTEST_PART = 3;
  private static final int MOST_WORDS = 8;

  /** Words that sound the same have no more letters that differ, a shorter one only one. */
  private static final int MOST_UNLIKE = 2;

  /** Words this long may have two slips. */
  private static final int TWO_SLIPS = 9;

  private Spelling() {}

  /**
   * Corrects a text.
   *
   * @param more words that are right, too: names of lists and timers
   */
  static TextForm.Formed corrected(TextForm.Formed formed, Lexicon lexicon, Set<String> more) {
    if (!lexicon.pack().pack().spaced()) {
      return formed;
    }
    String text = formed.text();
    StringBuilder out = null;
    int[] origin = formed.origin();
    int copied = 0;
    int shift = 0;
    int corrections = 0;
    int at = 0;
    while (at < text.length() && corrections < MOST_WORDS) {
      if (!Segmenter.latin(text.charAt(at))) {
        at++;
        continue;
      }
      int end = wordEnd(text, at);
      String word = text.substring(at, end);
      if (word.length() >= SHORTEST_PART
          && !text.startsWith("'", end)
          && word.length() <= 24
          && !lexicon.knows(word)
          && !more.contains(word)) {
        corrections++;
        int next = wordEnd(text, end + 1);
        String joined = end + 1 < next ? word + text.substring(end + 1, next) : "";
        String better = nearest(word, lexicon);
        better = better == null ? named(text, at, end, lexicon) : better;
        if (text.startsWith(" ", end) && lexicon.nominalWords().contains(joined)) {
          better = joined;
          word = text.substring(at, next);
          end = next;
        }
        if (better != null) {
          out = out == null ? new StringBuilder() : out;
          out.append(text, copied, at).append(better);
          origin = spread(origin, at + shift, word.length(), better.length());
          shift += better.length() - word.length();
          copied = end;
        }
      }
      at = end;
    }
    return out == null
        ? formed
        : new TextForm.Formed(out.append(text.substring(copied)).toString(), origin, formed.said());
  }

  private static int wordEnd(String text, int at) {
    int end = at;
    while (end < text.length() && Segmenter.latin(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Keeps the origin of each character when a word takes another length. */
  private static int[] spread(int[] origin, int at, int before, int after) {
    int[] result = new int[origin.length - before + after];
    System.arraycopy(origin, 0, result, 0, at);
    Arrays.fill(result, at, at + after, origin[at]);
    System.arraycopy(origin, at + before, result, at + after, origin.length - at - before);
    return result;
  }

  /**
   * "Nav light" for Navigation Light, "the mane entrance": a word that begins or sounds like the
   * one that stands in a name beside its neighbour.
   */
  private static @Nullable String named(String text, int at, int end, Lexicon lexicon) {
    String word = text.substring(at, end);
    String next = end + 1 < text.length() ? text.substring(end + 1, wordEnd(text, end + 1)) : "";
    int start = at - 1;
    while (start > 0 && Segmenter.latin(text.charAt(start - 1))) {
      start--;
    }
    String last = start < 0 || at < 1 ? "" : text.substring(start, at - 1);
    Set<String> likely = new LinkedHashSet<>(lexicon.before(next));
    likely.addAll(lexicon.behind(last));
    String sound = lexicon.pack().pack().sound().of(word);
    String found = null;
    for (String name : likely) {
      boolean same = name.startsWith(word) || sound.equals(lexicon.pack().pack().sound().of(name));
      if (same && word.charAt(0) == name.charAt(0)) {
        if (found != null) {
          return null;
        }
        found = name;
      }
    }
    return found;
  }

  private static @Nullable String nearest(String word, Lexicon lexicon) {
    if (word.length() < SHORTEST_SWAP) {
      return null;
    }
    int most = word.length() >= TWO_SLIPS ? 2 : 1;
    String best = null;
    int least = most + 1;
    if (word.length() >= SHORTEST) {
      for (String other : lexicon.nominalWords()) {
        if (other.length() >= SHORTEST - 1 && Math.abs(other.length() - word.length()) <= most) {
          int distance = distance(word, other, most);
          if (distance < least || distance == least && best != null && other.compareTo(best) < 0) {
            least = distance;
            best = other;
          }
        }
      }
    }
    if (best == null && word.length() >= SHORTEST_SWAP) {
      for (String other : lexicon.nominalWords()) {
        if (swapped(word, other)) {
          return other;
        }
      }
      for (String other : lexicon.pack().otherWords()) {
        if (swapped(word, other)) {
          return other;
        }
      }
    }
    return best == null ? sounding(word, lexicon) : best;
  }

  /** The nearest of the words that sound the same. */
  private static @Nullable String sounding(String word, Lexicon lexicon) {
    String best = null;
    int most = word.length() < SHORTEST ? 1 : MOST_UNLIKE;
    int least = most + 1;
    for (String other : lexicon.soundingLike(word)) {
      int distance = distance(word, other, most);
      if (word.charAt(0) == other.charAt(0) && distance < least) {
        least = distance;
        best = other;
      }
    }
    return best;
  }

  private static boolean swapped(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    int i = 0;
    while (i < a.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i + 1 < a.length()
        && a.charAt(i) == b.charAt(i + 1)
        && a.charAt(i + 1) == b.charAt(i)
        && a.substring(i + 2).equals(b.substring(i + 2));
  }

  /** Edits, exchanged neighbours counting one, or more than {@code most}. */
  static int distance(String a, String b, int most) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
