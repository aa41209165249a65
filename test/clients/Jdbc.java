import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** java Jdbc.java STUDY: the facts of facts.sql, read through JDBC, which needs TCP. */
public class Jdbc {
	static String kind(int type) {
		return switch (type) {
			case Types.VARCHAR -> "text";
			case Types.INTEGER, Types.BIGINT -> "int";
			case Types.DOUBLE -> "float";
			case Types.BIT -> "bool";
			case Types.TIMESTAMP -> "time";
			default -> "type " + type;
		};
	}

	static String facts(Connection connection, String study, String view) throws Exception {
		double numbers = 0;
		long rows = 0, characters = 0, trues = 0;
		String from = String.format("SELECT * FROM \"%s\".\"%s\"", study.replace("\"", "\"\""), view);
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(from)) {
			ResultSetMetaData columns = result.getMetaData();
			List<String> kinds = new ArrayList<>(), names = new ArrayList<>();
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				kinds.add(kind(columns.getColumnType(i)));
				names.add(columns.getColumnName(i) + ":" + kinds.get(i - 1));
			}
			for (; result.next(); rows++) {
				for (int i = 1; i <= kinds.size(); i++) {
					Object value = result.getObject(i);
					if (value instanceof Number number)
						numbers += number.doubleValue();
					else if (value instanceof String text)
						characters += text.codePointCount(0, text.length());
					else if (value instanceof Boolean truth && truth)
						trues++;
				}
			}
			return String.format("%s\t%d\t%s\t%.0f\t%d\t%d", view, rows, String.join(",", names), numbers, characters, trues);
		}
	}

	public static void main(String[] args) throws Exception {
		String url = String.format("jdbc:postgresql://127.0.0.1:%s/%s?user=%s", System.getenv("PGPORT"), System.getenv("PGDATABASE"), System.getenv("PGUSER"));
		try (Connection connection = DriverManager.getConnection(url)) {
			TreeSet<String> views = new TreeSet<>();
			try (ResultSet found = connection.getMetaData().getTables(null, null, "bi\\_%", new String[] {"VIEW"})) {
				while (found.next())
					if (found.getString("TABLE_SCHEM").equals(args[0]))
						views.add(found.getString("TABLE_NAME"));
			}
			for (String view : views)
				System.out.println(facts(connection, args[0], view));
		}
	}
}
