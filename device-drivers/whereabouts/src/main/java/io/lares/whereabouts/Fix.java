package io.lares.whereabouts;

import io.lares.home.Place;
import java.time.Instant;

/**
 * Where something was.
 *
 * @param accuracy how far off it may be, in metres; 0 where nothing is said
 */
record Fix(Place place, double accuracy, Instant time) {}
