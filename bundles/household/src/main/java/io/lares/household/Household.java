package io.lares.household;

import io.lares.home.Home;
import io.lares.kernel.Change;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** People of whom it is known what they do again and again. Lives once; for one thread. */
public interface Household {
  Home home();

  Nature nature();

  /** What the people really do. */
  List<TrueRoutine> routines();

  /** How often a routine was done when it was due; a lamp that is on can't be turned on. */
  double kept(TrueRoutine routine);

  /** How many times it was done. */
  int done(TrueRoutine routine);

  /** Lives so many days; what changes is told in order. */
  void run(LocalDate from, int days, Consumer<Change> changes);
}
