package io.relance.connector.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One line of a customer account, as it stands in the file.
 *
 * @param line in the file, from 1
 * @param account the general account and the third party: the scope of a letter
 * @param opening from the journal that opens the year
 * @param number of the invoice: PieceRef, else EcritureNum
 * @param own false when the number is only that of the entry
 * @param amount debit less credit, in the company's currency
 * @param foreign the same in the currency of the invoice, signed alike
 * @param currency of {@code foreign}; empty = none
 */
record FecLine(
    long line,
    String journal,
    String account,
    String debtor,
    boolean opening,
    String number,
    boolean own,
    LocalDate issued,
    LocalDate booked,
    String letter,
    BigDecimal amount,
    BigDecimal foreign,
    String currency) {

  void write(DataOutput out) throws IOException {
    out.writeLong(line);
    out.writeUTF(journal);
    out.writeUTF(account);
    out.writeUTF(debtor);
    out.writeBoolean(opening);
    out.writeUTF(number);
    out.writeBoolean(own);
    out.writeInt((int) issued.toEpochDay());
    out.writeInt((int) booked.toEpochDay());
    out.writeUTF(letter);
    write(amount, out);
    write(foreign, out);
    out.writeUTF(currency);
  }

  static FecLine read(DataInput in) throws IOException {
    return new FecLine(
        in.readLong(),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readBoolean(),
        in.readUTF(),
        in.readBoolean(),
        LocalDate.ofEpochDay(in.readInt()),
        LocalDate.ofEpochDay(in.readInt()),
        in.readUTF(),
        amount(in),
        amount(in),
        in.readUTF());
  }

  private static void write(BigDecimal amount, DataOutput out) throws IOException {
    out.writeByte(amount.scale());
    out.writeLong(amount.unscaledValue().longValueExact());
  }

  private static BigDecimal amount(DataInput in) throws IOException {
    int scale = in.readByte();
    return BigDecimal.valueOf(in.readLong(), scale);
  }

  boolean isLettered() {
    return !letter.isEmpty();
  }

  /** Codes are used again: the account and the third party are the scope of a letter. */
  String group() {
    return account + '\u0000' + letter;
  }
}
