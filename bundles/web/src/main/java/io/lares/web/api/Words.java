package io.lares.web.api;

import java.util.Locale;

/** Languages as the page names them. */
final class Words {
  private Words() {}

  /** {@code zh-CN} for Chinese, {@code en} for all else. */
  static String language(Locale locale) {
    return locale.getLanguage().equals("zh") ? "zh-CN" : "en";
  }
}
