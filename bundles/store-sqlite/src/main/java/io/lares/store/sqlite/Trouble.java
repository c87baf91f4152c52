package io.lares.store.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What can be wrong with a file, and what to tell people. */
enum Trouble {
  /** Nothing is wrong with the file: what was asked of it made no sense. */
  NONE,
  FULL,
  FORBIDDEN,
  FAILING,
  DAMAGED,
  BUSY;

  static Trouble of(Exception e) {
    if (!(e instanceof SQLException sql)) {
      return NONE;
    }
    // The lowest byte is the error's kind, the others its details.
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sql.getErrorCode() & 0xff);
    return switch (code) {
      case SQLITE_FULL -> FULL;
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> FORBIDDEN;
      case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_PROTOCOL -> FAILING;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> DAMAGED;
      case SQLITE_BUSY, SQLITE_LOCKED -> BUSY;
      default -> NONE;
    };
  }

  /** Whether no other write would work either. */
  boolean stopsAll() {
    return this != NONE;
  }

  String words(String file, Exception why) {
    return switch (this) {
      case FULL ->
          "The disk is full: new journal entries wait in memory and settings can't be saved. Free"
              + " some space where "
              + file
              + " lies; the hub goes on by itself.";
      case FORBIDDEN ->
          "The hub may not write "
              + file
              + ": new journal entries wait in memory and settings can't be saved. Check the file's"
              + " and the folder's owner and permissions; the hub goes on by itself.";
      case FAILING ->
          "The disk under "
              + file
              + " fails ("
              + why.getMessage()
              + "): new journal entries wait in memory and settings can't be saved. Check the disk"
              + " and its free space; the hub tries again by itself.";
      case DAMAGED -> "The file " + file + " is damaged (" + why.getMessage() + ").";
      case BUSY ->
          "Another program holds "
              + file
              + ": new journal entries wait in memory. Close that program; the hub goes on by"
              + " itself.";
      case NONE -> "The store refused it: " + why.getMessage();
    };
  }
}
