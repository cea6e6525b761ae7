import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Props = Omit<ButtonProps, "component"> &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & {
    readonly ref?: Ref<HTMLAnchorElement>;
  };

function AnchorButton(props: Props) {
  return <Button component="a" {...props} />;
}

/** A button that leads to a screen of ours. */
export const LinkButton = createLink(AnchorButton);
