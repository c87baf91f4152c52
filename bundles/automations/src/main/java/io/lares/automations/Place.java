package io.lares.automations;

/**
 * Where on earth the home is.
 *
 * @param latitude in degrees, north is positive; -90 to 90
 * @param longitude in degrees, east is positive; -180 to 180
 */
public record Place(double latitude, double longitude) {
  public Place {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "A place has a latitude of -90 to 90 and a longitude of -180 to 180 degrees");
    }
  }
}
