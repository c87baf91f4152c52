package io.lares.habits.next;

/** Says what is done next. */
interface Ranking {
  /**
   * The most likely actions, likeliest first.
   *
   * @param session its actions before {@code end} and the time of that at {@code end} are known
   * @param end where the action asked for stands, from 0
   * @param most how many at most
   */
  int[] best(Session session, int end, int most);
}
