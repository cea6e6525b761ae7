import { TextInput } from "@mantine/core";

/** A day, by the browser's own picker, which knows the reader's keyboard and calendar; ISO 8601 inside. */
export function DateField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  return (
    <TextInput
      type="date"
      size="xs"
      w={150}
      aria-label={label}
      title={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
