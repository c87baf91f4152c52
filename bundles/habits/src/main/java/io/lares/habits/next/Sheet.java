package io.lares.habits.next;

/** What describes the candidates for one action. */
final class Sheet {
  int count;

  /** {@link Features#OWN} numbers for each candidate, one candidate after the other. */
  final float[] own = new float[Features.CANDIDATES * Features.OWN];

  /** What is the same for all candidates. */
  final float[] shared = new float[Features.SHARED];

  /** The chance of each by each of {@link Features#EXPERTS} experts. */
  final float[] chances = new float[Features.CANDIDATES * Features.EXPERTS];
}
