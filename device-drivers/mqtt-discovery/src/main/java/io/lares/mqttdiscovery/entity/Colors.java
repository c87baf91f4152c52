package io.lares.mqttdiscovery.entity;

import io.lares.mqttdiscovery.template.Values;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Colours as devices speak of them, into {@code #rrggbb} at full brightness, and back. Brightness
 * is the level's business: the brightest channel of a colour is always 255.
 */
record Colors(double red, double green, double blue) {
  static Colors rgb(double red, double green, double blue) {
    double max = Math.max(red, Math.max(green, blue));
    return max <= 0
        ? new Colors(255, 255, 255)
        : new Colors(
            Math.max(0, red) * 255 / max,
            Math.max(0, green) * 255 / max,
            Math.max(0, blue) * 255 / max);
  }

  /**
   * @param hue 0 to 360
   * @param saturation 0 to 100
   */
  static Colors hs(double hue, double saturation) {
    double s = Math.clamp(saturation / 100, 0, 1);
    return new Colors(channel(hue, 5, s), channel(hue, 3, s), channel(hue, 1, s));
  }

  private static double channel(double hue, int n, double s) {
    double k = ((n + hue / 60) % 6 + 6) % 6;
    return 255 * (1 - s * Math.max(0, Math.min(Math.min(k, 4 - k), 1)));
  }

  /** CIE 1931 x and y, in sRGB with gamma. */
  static Colors xy(double x, double y) {
    double safeY = Math.max(y, 0.0001);
    double cx = x / safeY;
    double cz = (1 - x - y) / safeY;
    double r = 3.2404542 * cx - 1.5371385 - 0.4985314 * cz;
    double g = -0.9692660 * cx + 1.8760108 + 0.0415560 * cz;
    double b = 0.0556434 * cx - 0.2040259 + 1.0572252 * cz;
    double max = Math.max(r, Math.max(g, b));
    return max <= 0
        ? new Colors(255, 255, 255)
        : rgb(gamma(r / max), gamma(g / max), gamma(b / max));
  }

  private static double gamma(double linear) {
    double c = Math.max(0, linear);
    return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055);
  }

  private static double linear(double channel) {
    double c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /** Reads {@code #rrggbb}. */
  static Colors parse(String hex) {
    int all = Integer.parseInt(hex.substring(1), 16);
    return new Colors(all >> 16 & 255, all >> 8 & 255, all & 255);
  }

  /** Hue 0 to 360 and saturation 0 to 100. */
  double[] toHs() {
    double max = Math.max(red, Math.max(green, blue));
    double range = max - Math.min(red, Math.min(green, blue));
    if (range == 0) {
      return new double[] {0, 0};
    }
    double sector =
        max == red
            ? (green - blue) / range
            : max == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
    return new double[] {
      round((sector * 60 + 360) % 360, 100), round(range * 100 / max, 100),
    };
  }

  double[] toXy() {
    double r = linear(red);
    double g = linear(green);
    double b = linear(blue);
    double x = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
    double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    double z = 0.0193339 * r + 0.1191920 * g + 0.9503041 * b;
    double sum = x + y + z;
    return sum == 0
        ? new double[] {0.3127, 0.3290}
        : new double[] {round(x / sum, 10_000), round(y / sum, 10_000)};
  }

  long[] toRgb() {
    return new long[] {Math.round(red), Math.round(green), Math.round(blue)};
  }

  private static double round(double value, double grid) {
    return Math.rint(value * grid) / grid;
  }

  /** Reads {@code r,g,b}, {@code h,s} or {@code x,y}; null where there are too few numbers. */
  static double @Nullable [] numbers(String text, int count) {
    String[] parts = text.split(",", 8);
    if (parts.length < count) {
      return null;
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Values.number(parts[i].strip());
      if (Double.isNaN(numbers[i])) {
        return null;
      }
    }
    return numbers;
  }

  @Override
  public String toString() {
    long[] rgb = toRgb();
    return String.format(
        Locale.ROOT,
        "#%06x",
        Math.clamp(rgb[0], 0, 255) << 16
            | Math.clamp(rgb[1], 0, 255) << 8
            | Math.clamp(rgb[2], 0, 255));
  }
}
