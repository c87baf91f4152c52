package io.lares.web.json;

/** What came in does not have its shape; the message says what to do, for people. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Makes one.
   *
   * @param field the path of the part that is wrong, such as {@code aliases[2]}; empty for the
   *     whole
   */
  public BadInput(String field, String message) {
    super(message, null, false, false);
    this.field = field;
  }

  /** Which part is wrong; empty for the whole document. */
  public String field() {
    return field;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
